import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { checkSubject, parseRepository } from '../../lib/stack/github-subjects.ts';
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

/** What IAM would replace by the name of a user. */
const VARIABLE = ['$', '{aws:username}'].join('');

const LANDING = [
  `Allow s3:AbortMultipartUpload on ${OBJECTS}`,
  `Allow s3:GetObject on ${OBJECTS}`,
  `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":"fake-accounts/*"}}`,
  `Allow s3:PutObject on ${OBJECTS} if {"Bool":{"s3:ObjectCreationOperation":"false"}}`,
  `Allow s3:PutObject on ${OBJECTS} if {"Null":{"s3:if-none-match":"false"}}`,
];

describe('access from GitHub', () => {
  const { template, warnings } = synthesize({ github: 'octo/lake' });

  it('goes through a provider without a thumbprint, for AWS alone', () => {
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

  it('lands hours, registers them and starts the crawler, and nothing else', () => {
    expect(permissionsOf(template, 'GitHubRole')).toEqual(
      [
        ...LANDING,
        ...TABLE.map((arn) => `Allow glue:BatchCreatePartition on ${arn}`),
        ...TABLE.map((arn) => `Allow glue:GetTable on ${arn}`),
        `Allow glue:StartCrawler on ${GLUE}:crawler/hourlake`,
      ].sort(),
    );
  });

  it('lands hours and looks at the table where the table is projected', () => {
    const projected = synthesize({ github: 'octo/lake', catalog: 'projection' }).template;

    expect(permissionsOf(projected, 'GitHubRole')).toEqual(
      [...LANDING, ...TABLE.map((arn) => `Allow glue:GetTable on ${arn}`)].sort(),
    );
  });

  it('reaches the planted faults too where they are planted', () => {
    const both = synthesize({ github: 'octo/lake', plantedFaults: true }).template;

    const permissions = permissionsOf(both, 'GitHubRole');

    expect(permissions).toHaveLength(LANDING.length * 2 + 4 + 4 + 1);
    expect(permissions).toContain(`Allow s3:GetObject on ${BUCKET}/fake-accounts-truth/*`);
    expect(permissions).toContain(`Allow glue:GetTable on ${GLUE}:table/hourlake/planted_faults`);
  });

  it('lasts an hour, or as long as it is told', () => {
    expect(sessionsOf(template)).toEqual([3600]);
    expect(
      sessionsOf(synthesize({ github: 'octo/lake', githubSessionHours: '2' }).template),
    ).toEqual([7200]);
  });

  it('uses the provider that the account has', () => {
    const arn = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;

    const given = synthesize({ github: 'octo/lake', githubOidcProviderArn: arn }).template;

    expect(resourcesOf(given, 'AWS::IAM::OIDCProvider')).toEqual([]);
    expect(trustOf(given, 'GitHubRole')).toMatchObject([{ Principal: { Federated: arn } }]);
  });

  it('is left out when it is not wanted', () => {
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

  it('are of nobody, with a warning that says what to pass, when no repository is named', () => {
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
    '',
  ])('are never %s', (subject) => {
    expect(() => checkSubject(subject)).toThrow(InputError);
    if (subject !== '') {
      expect(() => synthesize({ githubSubjects: [subject] })).toThrow('without wildcards');
    }
  });

  it.each(['*', 'release/*', 'a?c', '', 'a b', 'a:b', VARIABLE, 'x[yz]'])(
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
    'octo/lake/more',
    'https://github.com/octo/lake',
    '_owner_@1/_repository_@2',
  ])('are never of the repository "%s"', (github) => {
    expect(() => parseRepository(github)).toThrow(InputError);
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

  it('takes on the roles of the bootstrap, and nothing else', () => {
    expect(permissionsOf(template, 'GitHubDeployRole')).toEqual(
      ['deploy', 'file-publishing', 'image-publishing', 'lookup'].map(
        (purpose) =>
          `Allow sts:AssumeRole on arn:aws:iam::111122223333:role/cdk-hnb659fds-${purpose}-role-111122223333-us-east-1`,
      ),
    );
  });

  it('is of nobody, with a warning, when no repository is named beside the subjects', () => {
    const { warnings } = synthesize({
      githubSubjects: 'repo:octo/lake:environment:lake',
      githubDeployEnvironment: 'aws',
    });

    expect(warnings).toEqual([expect.stringContaining('Pass -c github=OWNER/REPO')]);
  });

  it('takes on those of another bootstrap where the CDK is told of it', () => {
    const other = synthesize({
      githubDeployEnvironment: 'aws',
      '@aws-cdk/core:bootstrapQualifier': 'other',
    }).template;

    expect(permissionsOf(other, 'GitHubDeployRole').join()).toContain('cdk-other-deploy-role-');
  });

  it('is there only when it is asked for', () => {
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
