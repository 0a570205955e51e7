import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextNames } from '../lib/stack/context-names.ts';
import { githubVariables } from '../scripts/github-variables.ts';
import { synthesize } from './stack/synthesize.ts';
import { readWorkflow } from './workflow.ts';

const OUTPUTS = {
  Region: 'sa-east-1',
  RoleArn: 'arn:aws:iam::111122223333:role/x',
  LakeUrl: 's3://111122223333-landing-zone',
  Account: '111122223333',
  Jobs: 'fake-accounts fake-accounts-truth',
  BronzeKey: 'kms:arn:aws:kms:sa-east-1:111122223333:key/1234',
  Secrets: 'aws:spotify aws:ssm:/lake/api',
  Database: 'hourlake',
  Workgroup: 'hourlake',
};

describe('the settings in the docs', () => {
  const known = new Set<string | undefined>(contextNames);

  it.each(['docs/deploying.md', 'docs/costs.md', 'README.md', 'README.pt-BR.md'])(
    'exist: %s',
    (file) => {
      const named = [...readFileSync(file, 'utf8').matchAll(/-c (\w+)=/g)].map(([, name]) => name);

      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((name) => !known.has(name))).toEqual([]);
    },
  );

  it('are all settings', () => {
    const text = readFileSync('docs/deploying.md', 'utf8');

    expect([...contextNames].filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });
});

describe('the variables of the workflows', () => {
  it('come from the outputs of the stack, one line each', () => {
    const lines = githubVariables({ Hourlake: OUTPUTS, Other: { Url: 'https://example.com' } });

    expect(lines).toBe(
      [
        'AWS_REGION=sa-east-1',
        'AWS_ROLE_ARN=arn:aws:iam::111122223333:role/x',
        'HOURLAKE_LAKE=s3://111122223333-landing-zone',
        'HOURLAKE_BUCKET_OWNER=111122223333',
        'HOURLAKE_DATABASE=hourlake',
        'HOURLAKE_JOBS=fake-accounts fake-accounts-truth',
        'HOURLAKE_KEY=kms:arn:aws:kms:sa-east-1:111122223333:key/1234',
        'HOURLAKE_SECRETS=aws:spotify aws:ssm:/lake/api',
        'HOURLAKE_WORKGROUP=hourlake',
        '',
      ].join('\n'),
    );
  });

  it('are outputs of the stack', () => {
    const { template } = synthesize({ github: 'octo@1/lake@2', githubDeployEnvironment: 'deploy' });
    const outputs = Object.fromEntries(
      Object.keys(template.toJSON().Outputs).map((name) => [name, 'a value']),
    );

    const lines = githubVariables({ Hourlake: outputs }).trim().split('\n');

    expect(lines.map((line) => line.split('=')[0])).toEqual(
      expect.arrayContaining(['AWS_DEPLOY_ROLE_ARN', 'AWS_ROLE_ARN', 'HOURLAKE_LAKE']),
    );
    expect(lines).toHaveLength(9);
  });

  it('name the bucket of the dashboard where the stack has one', () => {
    const variables = { DashboardBucketUrl: 's3://a-bucket', DashboardDistribution: 'E1ABC' };

    expect(githubVariables({ Hourlake: { ...OUTPUTS, ...variables } })).toContain(
      'HOURLAKE_DASHBOARD=s3://a-bucket\nHOURLAKE_DASHBOARD_DISTRIBUTION=E1ABC\n',
    );
  });

  it.each(['ingest', 'backfill', 'deploy', 'transform'])(
    'are all variables that a run needs: %s',
    (name) => {
      const optional = /^(HOURLAKE_(SET|CRAWLER)|GCP_.*|PYPI_PROJECT)$/;
      const asked = [...readWorkflow(name).text.matchAll(/vars\.(\w+)/g)].map(
        ([, known = '']) => known,
      );
      const given = githubVariables({
        Hourlake: { ...OUTPUTS, DeployRoleArn: 'arn', GoldWorkgroup: 'a' },
      });

      const missing = asked.filter(
        (known) => !optional.test(known) && !given.includes(`${known}=`),
      );

      expect(asked.length).toBeGreaterThan(0);
      expect(missing).toEqual([]);
    },
  );

  it.each([{}, { A: OUTPUTS, B: OUTPUTS }])('need the outputs of exactly one lake', (outputs) => {
    expect(() => githubVariables(outputs)).toThrow(/Expected the outputs of one lake, got/);
  });
});
