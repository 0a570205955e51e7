import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { isAllowed, statementsOf } from './allowed.ts';
import { permissionsOf } from './permissions.ts';
import { type Resource, resolve, resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const GLUE = 'arn:aws:glue:us-east-1:111122223333';
const NAMES = ['fake-accounts', 'bronze-fake-accounts', 'vendas'];

const { template, findings } = synthesize({ github: 'octo/lake', jobs: NAMES });
const inbox = (type: string) =>
  resourcesOf(template, type).filter(({ id }) => id.startsWith('Inbox'));

describe('the inbox', () => {
  it('is one function, without a resource that CloudFormation does not have itself', () => {
    const types = Object.values<Resource>(template.toJSON().Resources).map(({ Type }) => Type);

    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(1);
    expect(types.filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
    expect(findings()).toEqual([]);
  });

  it('is left out without a job that takes in files, and by a setting', () => {
    const without = synthesize({ jobs: 'fake-accounts' }).template;
    const off = synthesize({ jobs: NAMES, inbox: 'off' }).template;

    for (const each of [without, off]) {
      expect(resourcesOf(each, 'AWS::Lambda::Function')).toEqual([]);
      expect(resourcesOf(each, 'AWS::SQS::Queue')).toEqual([]);
    }
    expect(without.findOutputs('DropperPolicyArn')).toEqual({});
  });

  it('brings the job of the rejects along, with a table of its own', () => {
    const tables = resourcesOf(template, 'AWS::Glue::Table').map(
      ({ Properties }) => Properties.TableInput as { Name: string; PartitionKeys: unknown },
    );

    expect(template.findOutputs('Jobs').Jobs?.Value).toContain('vendas vendas-rejects');
    expect(tables.filter(({ Name }) => Name.startsWith('vendas'))).toMatchObject([
      { Name: 'vendas', PartitionKeys: [{ Name: 'file', Type: 'string' }] },
      { Name: 'vendas_rejects', PartitionKeys: [{ Name: 'file', Type: 'string' }] },
    ]);
  });

  it.each([
    [{ inbox: 'yes', jobs: NAMES }, 'Expected inbox to be on or off, got "yes".'],
    [{ inbox: 'off', jobs: 'fake-accounts' }, 'Expected inbox only with a job that takes in files'],
  ])('refuses %o', (context, message) => {
    expect(() => synthesize(context)).toThrow(message);
  });

  it('leaves a job alone whose files are dropped elsewhere', () => {
    const elsewhere = jobs.map((job) =>
      job.name === 'vendas' ? { ...job, inbox: 's3://another/folder' } : job,
    );

    const other = synthesize({ github: 'octo/lake', jobs: NAMES }, { jobs: elsewhere }).template;

    expect(resourcesOf(other, 'AWS::Lambda::Function')).toEqual([]);
    expect(permissionsOf(other, 'GitHubRole').join('\n')).not.toContain('entrada');
    expect(permissionsOf(other, 'GitHubRole').join('\n')).toContain(`${BUCKET}/backup/vendas/*`);
  });
});

describe('the events of dropped files', () => {
  const [source] = inbox('AWS::Lambda::EventSourceMapping');
  const [failed, queue] = inbox('AWS::SQS::Queue');

  it('are those of new objects, but for notes', () => {
    expect(inbox('AWS::Events::Rule')).toMatchObject([
      {
        Properties: {
          State: 'ENABLED',
          EventPattern: {
            source: ['aws.s3'],
            'detail-type': ['Object Created'],
            detail: {
              bucket: { name: ['111122223333-landing-zone'] },
              object: { key: [{ 'anything-but': { suffix: '.erro.txt' } }] },
            },
          },
        },
      },
    ]);
  });

  it('wake the function up only for files in the inbox, two at a time', () => {
    const criteria = source?.Properties.FilterCriteria as { Filters: { Pattern: string }[] };

    expect(criteria.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { body: { detail: { object: { key: [{ prefix: 'entrada/vendas/' }] } } } },
    ]);
    expect(source?.Properties).toMatchObject({
      ScalingConfig: { MaximumConcurrency: 2 },
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 10,
    });
  });

  it('are put aside when the function has failed three times', () => {
    expect(queue?.Properties).toMatchObject({
      RedrivePolicy: { deadLetterTargetArn: `arn of ${failed?.id}`, maxReceiveCount: 3 },
    });
    expect(failed?.Properties).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  it('stay invisible for at least six times as long as the function may work', () => {
    const [taking] = inbox('AWS::Lambda::Function');
    const [visibility, timeout] = [queue?.Properties.VisibilityTimeout, taking?.Properties.Timeout];

    expect(Number(visibility)).toBeGreaterThanOrEqual(6 * Number(timeout));
    expect(Number(visibility)).toBeLessThanOrEqual(12 * 3600);
  });

  it('are encrypted with keys of SQS, which EventBridge can use', () => {
    for (const { Properties } of [failed, queue].filter((each) => each !== undefined)) {
      expect(Properties.SqsManagedSseEnabled).toBe(true);
      expect(Properties.KmsMasterKeyId).toBeUndefined();
    }
  });

  it('come from the rule, and from nobody else', () => {
    const [rule] = inbox('AWS::Events::Rule');
    const policies = resourcesOf(template, 'AWS::SQS::QueuePolicy').map(
      ({ Properties }) =>
        (Properties.PolicyDocument as { Statement: { Effect: string }[] }).Statement,
    );
    const allowed = policies.flat().filter(({ Effect }) => Effect === 'Allow');

    expect(policies).toHaveLength(2);
    expect(allowed).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
        Resource: `arn of ${queue?.id}`,
        Condition: { ArnEquals: { 'aws:SourceArn': `arn of ${rule?.id}` } },
      },
    ]);
  });
});

describe('the function of the inbox', () => {
  const [taking] = inbox('AWS::Lambda::Function');

  it('works on one whole core of ARM, for a quarter of an hour at most', () => {
    expect(taking?.Properties).toMatchObject({
      Architectures: ['arm64'],
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      MemorySize: 1769,
      Timeout: 900,
    });
    expect(taking?.Properties.ReservedConcurrentExecutions).toBeUndefined();
  });

  it('gets the lake and the jobs from its environment, and no secret', () => {
    expect(taking?.Properties.Environment).toEqual({
      Variables: {
        HOURLAKE_LAKE: 's3://111122223333-landing-zone',
        HOURLAKE_DATABASE: 'hourlake',
        HOURLAKE_BUCKET_OWNER: '111122223333',
        HOURLAKE_JOBS: 'vendas vendas-rejects',
      },
    });
  });

  it('keeps its log for a month', () => {
    expect(inbox('AWS::Logs::LogGroup')).toMatchObject([{ Properties: { RetentionInDays: 30 } }]);
    expect(taking?.Properties.LoggingConfig).toEqual({
      LogGroup: expect.stringMatching(/^inboxfunctionlog/),
    });
  });

  it('raises alarms when it fails, and when it has failed each time', () => {
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic').map(({ id }) => id.toLowerCase());
    const alarms = inbox('AWS::CloudWatch::Alarm');

    expect(alarms.map(({ Properties }) => [Properties.Namespace, Properties.MetricName])).toEqual([
      ['AWS/Lambda', 'Errors'],
      ['AWS/SQS', 'ApproximateNumberOfMessagesVisible'],
    ]);
    for (const { Properties } of alarms) {
      expect(Properties).toMatchObject({
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [topic],
        OKActions: [topic],
      });
    }
    expect(JSON.stringify(resourcesOf(template, 'AWS::SNS::TopicPolicy'))).toContain(
      `arn of ${alarms[0]?.id}`,
    );
  });

  it('may do what taking files in needs, and nothing else', () => {
    const kept = ['backup/vendas', '_lake/captures/vendas'];
    const free = 'if {"Null":{"s3:if-none-match":"false"}}';
    const folders = ['vendas', 'rejects/vendas'];
    const declarations = ['vendas', 'vendas-rejects'].map((job) => `_lake/${job}.json`);
    const tables = [
      `${GLUE}:catalog`,
      `${GLUE}:database/hourlake`,
      `${GLUE}:table/hourlake/vendas`,
      `${GLUE}:table/hourlake/vendas_rejects`,
    ];
    const [group] = inbox('AWS::Logs::LogGroup');
    const log = `arn:aws:logs:us-east-1:111122223333:log-group:${group?.id.toLowerCase()}:*`;
    const queue = inbox('AWS::SQS::Queue').find(({ id }) => id.includes('Queue'));

    expect(permissionsOf(template, 'InboxFunctionRole')).toEqual(
      [
        ...[...folders, ...kept].map((folder) => `Allow s3:GetObject on ${BUCKET}/${folder}/*`),
        ...declarations.map((key) => `Allow s3:GetObject on ${BUCKET}/${key}`),
        `Allow s3:GetObject on ${BUCKET}/entrada/vendas/*`,
        ...[...folders, ...kept].map(
          (folder) => `Allow s3:PutObject on ${BUCKET}/${folder}/* ${free}`,
        ),
        ...declarations.map((key) => `Allow s3:PutObject on ${BUCKET}/${key} ${free}`),
        ...folders.flatMap((folder) => [
          `Allow s3:PutObject on ${BUCKET}/${folder}/* if {"Bool":{"s3:ObjectCreationOperation":"false"}}`,
          `Allow s3:AbortMultipartUpload on ${BUCKET}/${folder}/*`,
        ]),
        `Allow s3:PutObject on ${BUCKET}/entrada/vendas/*.erro.txt`,
        `Allow s3:DeleteObject on ${BUCKET}/entrada/vendas/*`,
        `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["vendas/*","rejects/vendas/*","_lake/*"]}}`,
        `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["entrada/vendas/*","backup/vendas/*","_lake/captures/vendas/*","_lake/forgotten/vendas/*"]}}`,
        ...tables.flatMap((arn) => [
          `Allow glue:GetTable on ${arn}`,
          `Allow glue:BatchCreatePartition on ${arn}`,
        ]),
        ...['CreateLogStream', 'PutLogEvents'].map((action) => `Allow logs:${action} on ${log}`),
        ...[
          'ChangeMessageVisibility',
          'DeleteMessage',
          'GetQueueAttributes',
          'GetQueueUrl',
          'ReceiveMessage',
        ].map((action) => `Allow sqs:${action} on arn of ${queue?.id}`),
      ].sort(),
    );
  });

  it('registers partitions where other tables are projected', () => {
    const projected = synthesize({ jobs: NAMES, catalog: 'projection' }).template;

    expect(permissionsOf(projected, 'InboxFunctionRole')).toEqual(
      permissionsOf(template, 'InboxFunctionRole'),
    );
  });
});

describe('the role of the hourly run, the net below the function,', () => {
  const ofInbox = (all: readonly string[]) =>
    all.filter((line) => /entrada|backup|captures/.test(line));

  it.each(['on', 'off'])('takes files in with inbox=%s', (inboxIs) => {
    const other = synthesize({ github: 'octo/lake', jobs: NAMES, inbox: inboxIs }).template;

    const permissions = ofInbox(permissionsOf(other, 'GitHubRole'));

    expect(permissions).toEqual(ofInbox(permissionsOf(template, 'InboxFunctionRole')));
    expect(permissions.length).toBeGreaterThan(6);
  });
});

describe('who reads what was captured', () => {
  const takers = [/^InboxFunctionRole/, /^GitHubRole/].map((id) => expect.stringMatching(id));

  it.each([
    ['files in the inbox', 'entrada/vendas/base.xlsx'],
    ['raw files', 'backup/vendas/file=3f9a0c51d2e7/base.xlsx'],
    ['rejects', 'rejects/vendas/file=3f9a0c51d2e7/vendas-rejects-3f9a0c51d2e7.parquet'],
  ])(
    'the function and the hourly run read %s, and no other policy of the stack allows it',
    (_, key) => {
      const asked = { action: 's3:GetObject', resource: `${BUCKET}/${key}` };

      expect(policiesThatAllow(template, asked)).toEqual(takers);
    },
  );

  it.each(['entrada/vendas/', 'backup/vendas/', 'rejects/vendas/'])(
    'the function and the hourly run list %s, and no other policy of the stack allows it',
    (prefix) => {
      const context = { 's3:prefix': prefix };

      expect(
        policiesThatAllow(template, { action: 's3:ListBucket', resource: BUCKET, context }),
      ).toEqual(takers);
    },
  );

  it('nobody reads through the policy of the bucket', () => {
    const statements = statementsOf(template, 'AWS::S3::BucketPolicy', 'LandingZoneBucket');

    expect(statements).not.toContainEqual(expect.objectContaining({ Effect: 'Allow' }));
  });

  it('analysts do not even see the tables', () => {
    const statements = statementsOf(template, 'AWS::IAM::ManagedPolicy', 'BronzeAccessPolicy');

    for (const table of ['vendas', 'vendas_rejects']) {
      const resource = `${GLUE}:table/hourlake/${table}`;
      expect(isAllowed(statements, { action: 'glue:GetTable', resource })).toBe(false);
    }
  });

  it('the crawler reads the rows that landed, and no rejects', () => {
    const targets = JSON.stringify(resourcesOf(template, 'AWS::Glue::Crawler'));

    expect(targets).toContain('"vendas"');
    expect(targets).not.toContain('vendas_rejects');
    expect(permissionsOf(template, 'PartitionsRole').join('\n')).not.toContain('rejects');
  });
});

describe('those who drop files', () => {
  const statements = statementsOf(template, 'AWS::IAM::ManagedPolicy', 'Dropping');
  const may = (action: string, key: string) =>
    isAllowed(statements, { action, resource: `${BUCKET}/${key}` });

  it('have a policy in the outputs', () => {
    const { DropperPolicyArn } = template.findOutputs('DropperPolicyArn');

    expect(resolve(template, DropperPolicyArn?.Value)).toMatch(/^droppingpolicy/);
  });

  it('put files into the inbox of a job, and nowhere else', () => {
    expect(may('s3:PutObject', 'entrada/vendas/base.xlsx')).toBe(true);
    for (const key of ['entrada/base.xlsx', 'vendas/x', 'backup/vendas/x', '_lake/vendas.json']) {
      expect(may('s3:PutObject', key)).toBe(false);
    }
  });

  it('read the notes on their files, and no file', () => {
    expect(may('s3:GetObject', 'entrada/vendas/base.xlsx.erro.txt')).toBe(true);
    expect(may('s3:GetObject', 'entrada/vendas/base.xlsx')).toBe(false);
  });

  it('remove and list nothing', () => {
    expect(may('s3:DeleteObject', 'entrada/vendas/base.xlsx')).toBe(false);
    expect(JSON.stringify(statements)).not.toMatch(/List|Delete/);
  });
});

describe('what was captured', () => {
  const rulesOf = (jobsOfLake = jobs) => {
    const { template: each } = synthesize({ jobs: NAMES }, { jobs: jobsOfLake });
    const zone = resourcesOf(each, 'AWS::S3::Bucket').find(({ id }) =>
      id.startsWith('LandingZoneB'),
    );
    const lifecycle = zone?.Properties.LifecycleConfiguration as { Rules: { Id: string }[] };
    return lifecycle.Rules.filter(({ Id }) => !/old-versions|unfinished/.test(Id));
  };
  const takenIn = {
    Id: 'taken-in',
    Status: 'Enabled',
    Prefix: 'entrada/',
    NoncurrentVersionExpiration: { NoncurrentDays: 7 },
  };

  it('is kept for ever, but a file that left the inbox for a week', () => {
    expect(rulesOf()).toEqual([takenIn]);
  });

  it('expires together with its rejects where a job says so', () => {
    const kept = jobs.map((job) => (job.name === 'vendas' ? { ...job, keepRawDays: 90 } : job));

    expect(rulesOf(kept)).toEqual([
      takenIn,
      ...['backup', 'rejects'].map((folder) => ({
        Id: `expired-${folder}-vendas`,
        Status: 'Enabled',
        Prefix: `${folder}/vendas/`,
        ExpirationInDays: 90,
        NoncurrentVersionExpiration: { NoncurrentDays: 7 },
      })),
    ]);
  });
});

/** The logical ids of the policies of the stack that allow a request. */
function policiesThatAllow(of: Template, asked: Parameters<typeof isAllowed>[1]): string[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    resourcesOf(of, type)
      .filter(({ id }) => isAllowed(statementsOf(of, type, id), asked))
      .map(({ id }) => id),
  );
}
