import { describe, expect, it } from 'vitest';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { permissionsOf, trustOf } from './permissions.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const GLUE = 'arn:aws:glue:us-east-1:111122223333';
const LOG = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws-glue/crawlers:*';

describe('the crawler', () => {
  const { template } = synthesize({ bronze: 'off' });
  const [crawler] = resourcesOf(template, 'AWS::Glue::Crawler');

  it('crawls the declared table, not a folder from which it would create one', () => {
    expect(crawler?.Properties.Targets).toEqual({
      CatalogTargets: [{ DatabaseName: 'hourlake', Tables: ['fake_accounts'] }],
    });
  });

  it('adds partitions like the table, and only logs differences and deletions', () => {
    expect(crawler?.Properties.SchemaChangePolicy).toEqual({
      UpdateBehavior: 'LOG',
      DeleteBehavior: 'LOG',
    });
    expect(JSON.parse(String(crawler?.Properties.Configuration))).toEqual({
      Version: 1,
      CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
      Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
    });
  });

  it('starts ten minutes past every hour', () => {
    expect(crawler?.Properties.Schedule).toEqual({ ScheduleExpression: 'cron(10 * * * ? *)' });
  });

  it('waits for the table and for its own permissions', () => {
    const [found] = Object.values(template.findResources('AWS::Glue::Crawler'));

    expect(found?.DependsOn).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^CatalogTablefakeaccounts/),
        expect.stringMatching(/^PartitionsRoleDefaultPolicy/),
      ]),
    );
  });

  it('can have another schedule', () => {
    synthesize({ crawlerSchedule: 'cron(0 6 * * ? *)' }).template.hasResourceProperties(
      'AWS::Glue::Crawler',
      { Schedule: { ScheduleExpression: 'cron(0 6 * * ? *)' } },
    );
  });

  it('can run only when it is started', () => {
    const [idle] = resourcesOf(
      synthesize({ crawlerSchedule: 'none' }).template,
      'AWS::Glue::Crawler',
    );

    expect(idle?.Properties.Schedule).toBeUndefined();
  });

  it('can be left out', () => {
    const { template: without } = synthesize({ catalog: 'registered' });

    expect(resourcesOf(without, 'AWS::Glue::Crawler')).toEqual([]);
    expect(JSON.stringify(without.toJSON())).not.toContain('glue.amazonaws.com');
    expect(permissionsOf(without, 'GitHubRole').join()).toContain('glue:BatchCreatePartition');
    expect(permissionsOf(without, 'GitHubRole').join()).not.toContain('glue:StartCrawler');
  });

  it('crawls the table of every job', () => {
    const { template: ofAll } = synthesize({}, { jobs: jobsOfEveryGrain });
    const [all] = resourcesOf(ofAll, 'AWS::Glue::Crawler');

    expect(all?.Properties.Targets).toEqual({
      CatalogTargets: [
        {
          DatabaseName: 'hourlake',
          Tables: ['fake_accounts', 'accounts_a_day', 'bronze_accounts', 'sheets'],
        },
      ],
    });
    expect(permissionsOf(ofAll, 'PartitionsRole')).toEqual(
      expect.arrayContaining([
        `Allow s3:GetObject on ${BUCKET}/accounts-a-day/*`,
        `Allow s3:GetObject on ${BUCKET}/bronze/accounts/*`,
        `Allow glue:BatchCreatePartition on ${GLUE}:table/hourlake/sheets`,
      ]),
    );
  });
});

describe('the role of the crawler', () => {
  const { template } = synthesize({ bronze: 'off' });

  it('can be assumed only by Glue', () => {
    expect(trustOf(template, 'PartitionsRole')).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'glue.amazonaws.com' },
      },
    ]);
  });

  it('reads the folder of the job, maintains the partitions of its table, writes its log, and nothing else', () => {
    const glue = [
      'BatchCreatePartition',
      'BatchGetPartition',
      'BatchUpdatePartition',
      'CreatePartition',
      'GetDatabase',
      'GetPartition',
      'GetPartitions',
      'GetTable',
      'GetTables',
      'UpdatePartition',
      'UpdateTable',
    ].flatMap((action) => [
      `Allow glue:${action} on ${GLUE}:catalog`,
      `Allow glue:${action} on ${GLUE}:database/hourlake`,
      `Allow glue:${action} on ${GLUE}:table/hourlake/fake_accounts`,
    ]);

    expect(permissionsOf(template, 'PartitionsRole')).toEqual(
      [
        ...glue,
        `Allow logs:CreateLogGroup on ${LOG}`,
        `Allow logs:CreateLogStream on ${LOG}`,
        `Allow logs:PutLogEvents on ${LOG}`,
        `Allow s3:GetBucketLocation on ${BUCKET}`,
        `Allow s3:GetObject on ${BUCKET}/fake-accounts/*`,
        `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["fake-accounts/*"]}}`,
      ].sort(),
    );
  });
});
