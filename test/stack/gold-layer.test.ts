import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { isAllowed, statementsOf } from './allowed.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const GLUE = 'arn:aws:glue:us-east-1:111122223333';
const WORKGROUPS = 'arn:aws:athena:us-east-1:111122223333:workgroup';

const { template, findings } = synthesize({ github: 'octo/lake', gold: 'on' });
const statements = statementsOf(template, 'AWS::IAM::Policy', 'GitHubRole');
const may = (action: string, resource: string, context = {}) =>
  isAllowed(statements, { action, resource, context });

describe('the gold layer', () => {
  it('is left out unless it is asked for', () => {
    const without = synthesize({ github: 'octo/lake' }).template;

    expect(JSON.stringify(without.toJSON())).not.toMatch(/gold/i);
  });

  it('has a database of its own, and a workgroup that lets dbt say where tables lie', () => {
    const databases = resourcesOf(template, 'AWS::Glue::Database').map(
      ({ Properties }) => (Properties.DatabaseInput as { Name: string }).Name,
    );

    expect(databases.sort()).toEqual(['hourlake', 'hourlake_gold']);
    expect(template.findOutputs('GoldWorkgroup').GoldWorkgroup?.Value).toBe('hourlake-gold');
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      Name: 'hourlake-gold',
      WorkGroupConfiguration: { EnforceWorkGroupConfiguration: false },
    });
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      Name: 'hourlake',
      WorkGroupConfiguration: { EnforceWorkGroupConfiguration: true },
    });
  });

  it('lets the role of GitHub write and delete below gold/, and nowhere else', () => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:GetObject']) {
      expect(may(action, `${BUCKET}/gold/con_ano_mes/a.parquet`), action).toBe(true);
    }
    expect(may('s3:DeleteObject', `${BUCKET}/fake-accounts/dt=2026-11-20/a.parquet`)).toBe(false);
    expect(may('s3:PutObject', `${BUCKET}/golden/a.parquet`)).toBe(false);
  });

  it('lets it read the tables of the jobs, and change only those of its database', () => {
    expect(may('glue:GetTable', `${GLUE}:table/hourlake/fake_accounts`)).toBe(true);
    expect(may('glue:GetTable', `${GLUE}:table/hourlake/another`)).toBe(false);
    expect(may('glue:GetTables', `${GLUE}:table/hourlake/another`)).toBe(true);
    for (const action of ['glue:CreateTable', 'glue:DeleteTable', 'glue:UpdateTable']) {
      expect(may(action, `${GLUE}:table/hourlake_gold/con_ano_mes`), action).toBe(true);
      expect(may(action, `${GLUE}:table/hourlake/fake_accounts`), action).toBe(false);
    }
    expect(may('glue:DeleteDatabase', `${GLUE}:database/hourlake_gold`)).toBe(false);
  });

  it('keeps replaced tables for a day', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      LifecycleConfiguration: {
        Rules: Match.arrayWith([
          Match.objectLike({
            Id: 'old-gold',
            Prefix: 'gold/',
            NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          }),
        ]),
      },
    });
  });

  it('lets it run statements in the workgroup of dbt only', () => {
    expect(may('athena:StartQueryExecution', `${WORKGROUPS}/hourlake-gold`)).toBe(true);
    expect(may('athena:StartQueryExecution', `${WORKGROUPS}/hourlake`)).toBe(false);
  });

  it('has no finding of cdk-nag that is not acknowledged', () => {
    expect(findings()).toEqual([]);
  });
});
