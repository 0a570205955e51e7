import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { branchSubjects, checkSubject, parseRepository } from '../../lib/stack/github-subjects.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { permissionsOf, trustOf } from './permissions.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const OBJECTS = `${BUCKET}/fake-accounts/*`;
const GLUE = 'arn:aws:glue:us-east-1:111122223333';
const TABLE = [
  `${GLUE}:catalog`,
  `${GLUE}:database/hourlake`,
  `${GLUE}:table/hourlake/fake_accounts`,
];
const HOST = 'token.actions.githubusercontent.com';

/** A variable that IAM replaces with the name of a user. */
const VARIABLE = ['$', '{aws:username}'].join('');

const LANDING = [
  `Allow s3:AbortMultipartUpload on ${OBJECTS}`,
  `Allow s3:GetObject on ${OBJECTS}`,
  `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["fake-accounts/*","_lake/*"]}}`,
  `Allow s3:PutObject on ${OBJECTS} if {"Bool":{"s3:ObjectCreationOperation":"false"}}`,
  `Allow s3:PutObject on ${OBJECTS} if {"Null":{"s3:if-none-match":"false"}}`,
];

/** The declaration can be read, and written under a free key: never overwritten, and never in parts. */
const DECLARING = [
  `Allow s3:GetObject on ${BUCKET}/_lake/fake-accounts.json`,
  `Allow s3:PutObject on ${BUCKET}/_lake/fake-accounts.json if {"Null":{"s3:if-none-match":"false"}}`,
];

describe('access from GitHub', () => {
  const { template, warnings } = synthesize({ github: 'octo/lake', bronze: 'off' });

  it('goes through a provider without a thumbprint, only for AWS', () => {
    expect(resourcesOf(template, 'AWS::IAM::OIDCProvider')).toMatchObject([
      { Properties: { Url: `https://${HOST}`, ClientIdList: ['sts.amazonaws.com'] } },
    ]);
    expect(JSON.stringify(template.toJSON())).not.toContain('Thumbprint');
  });

  it('is for the main branch of one repository', () => {
    expect(trustOf(template, 'GitHubRole')).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: expect.stringMatching(/^githubprovider/) },
        Condition: {
          StringEquals: {
            [`${HOST}:aud`]: 'sts.amazonaws.com',
            [`${HOST}:sub`]: ['repo:octo/lake:ref:refs/heads/main'],
          },
        },
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it('declares jobs, lands periods, registers them and starts the crawler, and nothing else', () => {
    expect(permissionsOf(template, 'GitHubRole')).toEqual(
      [
        ...LANDING,
        ...DECLARING,
        ...TABLE.map((arn) => `Allow glue:BatchCreatePartition on ${arn}`),
        ...TABLE.map((arn) => `Allow glue:GetTable on ${arn}`),
        `Allow glue:StartCrawler on ${GLUE}:crawler/hourlake`,
      ].sort(),
    );
  });

  it('writes and reads the journal of a job that is delivered', () => {
    const delivered = jobs.map((job) =>
      job.name === 'fake-accounts' ? { ...job, deliver: 'bigquery://p/d' } : job,
    );
    const { template: other, findings } = synthesize(
      { github: 'octo/lake', bronze: 'off' },
      { jobs: delivered },
    );
    const journal = `${BUCKET}/_lake/deliveries/fake-accounts/*`;

    const added = permissionsOf(other, 'GitHubRole').filter((line) => line.includes('deliveries'));

    expect(added).toEqual([
      `Allow s3:GetObject on ${journal}`,
      `Allow s3:PutObject on ${journal} if {"Null":{"s3:if-none-match":"false"}}`,
    ]);
    expect(findings()).toEqual([]);
  });

  it('registers nothing in a projected table', () => {
    const projected = synthesize({
      github: 'octo/lake',
      catalog: 'projection',
      bronze: 'off',
    }).template;

    expect(permissionsOf(projected, 'GitHubRole')).toEqual(
      [...LANDING, ...DECLARING, ...TABLE.map((arn) => `Allow glue:GetTable on ${arn}`)].sort(),
    );
  });

  it('has the same permissions for every job', () => {
    const jobs = 'fake-accounts,fake-accounts-truth';
    const both = synthesize({ github: 'octo/lake', jobs }).template;

    const permissions = permissionsOf(both, 'GitHubRole');

    // Listing is one permission with two folders.
    expect(permissions).toHaveLength((LANDING.length - 1 + DECLARING.length) * 2 + 1 + 4 + 4 + 1);
    expect(permissions).toEqual(
      expect.arrayContaining([
        `Allow s3:GetObject on ${BUCKET}/fake-accounts-truth/*`,
        `Allow s3:GetObject on ${BUCKET}/_lake/fake-accounts-truth.json`,
        `Allow glue:GetTable on ${GLUE}:table/hourlake/planted_faults`,
      ]),
    );
  });

  it('registers captured files even where other tables are projected', () => {
    const { template: projected } = synthesize(
      { github: 'octo/lake', catalog: 'projection' },
      { jobs: jobsOfEveryGrain },
    );

    const registering = permissionsOf(projected, 'GitHubRole').filter((permission) =>
      permission.includes('BatchCreatePartition'),
    );

    expect(registering).toEqual(
      [`${GLUE}:catalog`, `${GLUE}:database/hourlake`, `${GLUE}:table/hourlake/sheets`].map(
        (arn) => `Allow glue:BatchCreatePartition on ${arn}`,
      ),
    );
  });

  it('lands in the folders of every layer', () => {
    const { template: ofAll } = synthesize({ github: 'octo/lake' }, { jobs: jobsOfEveryGrain });

    const puts = permissionsOf(ofAll, 'GitHubRole').filter((permission) =>
      permission.endsWith('if {"Null":{"s3:if-none-match":"false"}}'),
    );

    expect(puts.map((permission) => permission.split(' ')[3])).toEqual([
      `${BUCKET}/_lake/accounts-a-day.json`,
      `${BUCKET}/_lake/bronze-accounts.json`,
      `${BUCKET}/_lake/captures/sheets/*`,
      `${BUCKET}/_lake/fake-accounts.json`,
      `${BUCKET}/_lake/sheets.json`,
      `${BUCKET}/accounts-a-day/*`,
      `${BUCKET}/backup/sheets/*`,
      `${BUCKET}/bronze/accounts/*`,
      `${BUCKET}/fake-accounts/*`,
      `${BUCKET}/sheets/*`,
    ]);
  });

  it('lasts an hour by default', () => {
    expect(sessionsOf(template)).toEqual([3600]);
    expect(
      sessionsOf(synthesize({ github: 'octo/lake', githubSessionHours: '2' }).template),
    ).toEqual([7200]);
  });

  it('can use an existing provider', () => {
    const arn = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;

    const given = synthesize({ github: 'octo/lake', githubOidcProviderArn: arn }).template;

    expect(resourcesOf(given, 'AWS::IAM::OIDCProvider')).toEqual([]);
    expect(trustOf(given, 'GitHubRole')).toMatchObject([{ Principal: { Federated: arn } }]);
  });

  it('can be left out', () => {
    const { template: without, findings } = synthesize({ github: 'none' });

    expect(resourcesOf(without, 'AWS::IAM::OIDCProvider')).toEqual([]);
    expect(without.findOutputs('RoleArn')).toEqual({});
    expect(JSON.stringify(without.toJSON())).not.toContain('AssumeRoleWithWebIdentity');
    expect(findings()).toEqual([]);
  });
});

describe('the subjects that are trusted', () => {
  it('are in both formats when the numbers are known', () => {
    expect(subjectsOf({ github: 'octo@583231/lake@1296269', githubBranch: 'release/1.x' })).toEqual(
      [
        'repo:octo/lake:ref:refs/heads/release/1.x',
        'repo:octo@583231/lake@1296269:ref:refs/heads/release/1.x',
      ],
    );
  });

  it.each([
    ['repo:a/b:ref:refs/heads/x, repo:a@1/b@2:environment:lake'],
    [['repo:a/b:ref:refs/heads/x', 'repo:a@1/b@2:environment:lake']],
  ])('can be written out: %o', (githubSubjects) => {
    expect(subjectsOf({ githubSubjects })).toEqual([
      'repo:a/b:ref:refs/heads/x',
      'repo:a@1/b@2:environment:lake',
    ]);
  });

  it('match nothing, with a warning that says what to pass, when no repository is named', () => {
    const { template, warnings } = synthesize();

    expect(JSON.stringify(trustOf(template, 'GitHubRole'))).toContain(
      '["repo:_owner_/_repository_:ref:refs/heads/main"]',
    );
    expect(warnings).toEqual([expect.stringContaining('Pass -c github=OWNER/REPO')]);
  });

  it.each([
    'repo:octo/*:ref:refs/heads/main',
    'repo:octo/lake:*',
    'repo:octo/lake:ref:refs/heads/mai?',
    'repo:*/lake:ref:refs/heads/main',
    `repo:octo/lake:ref:refs/heads/${VARIABLE}`,
    'repo:octo/lake',
    'octo/lake:ref:refs/heads/main',
    'repo:octo/lake:ref:refs/heads/main repo:x/y:z',
    'repo:octo/lake:environment:',
    'repo:-octo/lake:ref:refs/heads/main',
    'repo:octo/..:ref:refs/heads/main',
    '',
  ])('are never %s', (subject) => {
    expect(() => checkSubject(subject)).toThrow(InputError);
    if (subject !== '') {
      expect(() => synthesize({ githubSubjects: [subject] })).toThrow('without wildcards');
    }
  });

  it.each(['*', 'release/*', 'a?c', '', 'a b', 'a:b', 'a\u0007', VARIABLE, 'x[yz]'])(
    'are never of the branch "%s"',
    (githubBranch) => {
      expect(() => synthesize({ github: 'octo/lake', githubBranch })).toThrow(InputError);
    },
  );

  it.each([
    'octo',
    'octo/*',
    '*/lake',
    '_octo/lake',
    '-octo/lake',
    'octo@1/lake',
    'octo/lake@2',
    'octo@x/lake@2',
    'octo/..',
    'octo/.',
    '_owner_@1/_repository_@2',
  ])('are never of the repository "%s"', (github) => {
    expect(() => parseRepository(github)).toThrow(InputError);
    expect(() => parseRepository(github)).toThrow('Pass -c github=OWNER/REPO, or');
  });

  it.each([
    ['octo/lake.git', 'octo/lake'],
    ['octo/lake.GIT', 'octo/lake'],
    ['octo@1/lake.git@2', 'OWNER/REPO'],
    ['octo/lake/', 'octo/lake'],
    ['/octo/lake', 'octo/lake'],
    ['octo/lake/more', 'octo/lake'],
    ['github.com/octo/lake', 'octo/lake'],
    ['https://github.com/octo/lake', 'octo/lake'],
    ['https://www.github.com/octo/lake/', 'octo/lake'],
    ['https://github.com/octo/lake.git', 'octo/lake'],
    ['https://github.com/octo/lake.js/tree/main', 'octo/lake.js'],
    ['git@github.com:octo/lake.git', 'octo/lake'],
    ['ssh://git@github.com/octo/lake.git', 'octo/lake'],
    ['https://me:a-token@github.com/octo/lake', 'octo/lake'],
  ])('need the repository "%s" as %s', (github, right) => {
    expect(() => parseRepository(github)).toThrow(`Pass -c github=${right}, or`);
  });

  it('do not print the token in the URL of a clone', () => {
    expect(() => parseRepository('https://me:a-token@github.com/octo/lake')).toThrow(
      'got "https://…@github.com/octo/lake".',
    );
  });

  it.each([
    ['refs/heads/main', 'main'],
    ['/refs/heads/main', 'main'],
    ['/main', 'main'],
    ['main/', 'main'],
    ['refs/heads/release/1.x', 'release/1.x'],
    ['refs/pull/7/merge', 'main'],
    ['a..b', 'main'],
    ['a//b', 'main'],
    ['-a', 'main'],
    ['a.lock', 'main'],
    ['a/.b', 'main'],
    ['@', 'main'],
  ])('need the branch "%s" as %s', (githubBranch, right) => {
    expect(() => branchSubjects(parseRepository('octo/lake'), githubBranch)).toThrow(
      `Pass -c githubBranch=${right}.`,
    );
  });

  it('say how a tag is trusted', () => {
    expect(() => branchSubjects(parseRepository('octo@1/lake@2'), 'refs/tags/v1.0')).toThrow(
      'This is a tag. Pass -c githubSubjects=repo:octo/lake:ref:refs/tags/v1.0,repo:octo@1/lake@2:ref:refs/tags/v1.0 instead.',
    );
  });

  it.each([
    ['repo:octo/lake.git:ref:refs/heads/main', 'repo:octo/lake:ref:refs/heads/main'],
    ['repo:octo/lake:refs/heads/main', 'repo:octo/lake:ref:refs/heads/main'],
    ['repo:octo/lake:refs/tags/v1', 'repo:octo/lake:ref:refs/tags/v1'],
    ['repo:octo/lake:ref:main', 'repo:octo/lake:ref:refs/heads/main'],
    ['repo:octo/lake:ref:heads/main', 'repo:octo/lake:ref:refs/heads/main'],
    ['repo:octo/lake:main', 'repo:octo/lake:ref:refs/heads/main'],
    ['repo:octo/lake.git:environment:aws', 'repo:octo/lake:environment:aws'],
  ])('are refused when they match no token: %s for %s', (subject, right) => {
    expect(() => checkSubject(subject)).toThrow(`Write ${right}.`);
  });

  it.each([
    'repo:octo/lake:ref:refs/tags/v1',
    'repo:octo/lake:pull_request',
    'repo:octo@1/lake.js@2:environment:aws',
    'repo:octo/lake:job_workflow_ref:octo/lake/.github/workflows/ingest.yml@refs/heads/main',
  ])('can be %s', (subject) => {
    expect(() => checkSubject(subject)).not.toThrow();
  });
});

describe('the role for deployments', () => {
  const { template } = synthesize({ github: 'octo@1/lake@2', githubDeployEnvironment: 'aws' });

  it('is for jobs of one environment, in both formats', () => {
    expect(trustOf(template, 'GitHubDeployRole')).toMatchObject([
      {
        Condition: {
          StringEquals: {
            [`${HOST}:aud`]: 'sts.amazonaws.com',
            [`${HOST}:sub`]: [
              'repo:octo/lake:environment:aws',
              'repo:octo@1/lake@2:environment:aws',
            ],
          },
        },
      },
    ]);
  });

  it('assumes the roles of the bootstrap, and nothing else', () => {
    expect(permissionsOf(template, 'GitHubDeployRole')).toEqual(
      ['deploy', 'file-publishing', 'image-publishing', 'lookup'].map(
        (purpose) =>
          `Allow sts:AssumeRole on arn:aws:iam::111122223333:role/cdk-hnb659fds-${purpose}-role-111122223333-us-east-1`,
      ),
    );
  });

  it('matches nothing, with a warning, when only subjects are given', () => {
    const { warnings } = synthesize({
      githubSubjects: 'repo:octo/lake:environment:lake',
      githubDeployEnvironment: 'aws',
    });

    expect(warnings).toEqual([expect.stringContaining('Pass -c github=OWNER/REPO')]);
  });

  it('assumes those of another bootstrap that the CDK is configured for', () => {
    const other = synthesize({
      githubDeployEnvironment: 'aws',
      '@aws-cdk/core:bootstrapQualifier': 'other',
    }).template;

    expect(permissionsOf(other, 'GitHubDeployRole').join()).toContain('cdk-other-deploy-role-');
  });

  it('exists only with an environment', () => {
    const { template: without } = synthesize({ github: 'octo/lake' });

    expect(Object.keys(without.findResources('AWS::IAM::Role'))).toEqual([
      expect.stringMatching(/^PartitionsRole/),
      expect.stringMatching(/^GitHubRole/),
    ]);
    expect(without.findOutputs('DeployRoleArn')).toEqual({});
  });
});

function subjectsOf(context: Readonly<Record<string, unknown>>): unknown {
  const [{ Condition }] = trustOf(synthesize(context).template, 'GitHubRole') as [
    { Condition: { StringEquals: Record<string, unknown> } },
  ];
  expect(Object.keys(Condition)).toEqual(['StringEquals']);
  return Condition.StringEquals[`${HOST}:sub`];
}

function sessionsOf(template: Parameters<typeof resourcesOf>[0]): unknown[] {
  return resourcesOf(template, 'AWS::IAM::Role')
    .map(({ Properties }) => Properties.MaxSessionDuration)
    .filter((seconds) => seconds !== undefined);
}
