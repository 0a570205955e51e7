import { describe, expect, it } from 'vitest';
import { expiryRules } from '../../lib/stack/object-expiry.ts';
import { rates, ratesRejects } from '../land/rates-outside.ts';
import { isAllowed, statementsOf } from './allowed.ts';
import { tableInputsOf } from './declared.ts';
import { jobsOfAnApi } from './jobs-of-an-api.ts';
import { permissionsOf } from './permissions.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const RAW = `${BUCKET}/raw/rates/dt=2026-11-20/rates-2026-11-20.ndjson.gz`;
const REJECTS = `${BUCKET}/rejects/rates/dt=2026-11-20/rates-rejects-2026-11-20.parquet`;

const { template, findings } = synthesize(
  { github: 'octo/lake', jobs: 'fake-accounts,bronze-fake-accounts,vendas,rates' },
  { jobs: jobsOfAnApi() },
);

describe('a stack with a job that captures an API', () => {
  it('brings the job of the rejects along, with a table of its own', () => {
    expect(template.findOutputs('Jobs').Jobs?.Value).toContain('rates rates-rejects');
    expect(tableInputsOf(template).filter(({ Name }) => Name?.startsWith('rates'))).toMatchObject([
      { Name: 'rates', PartitionKeys: [{ Name: 'dt', Type: 'string' }] },
      { Name: 'rates_rejects', PartitionKeys: [{ Name: 'dt', Type: 'string' }] },
    ]);
  });

  it('has nothing that cdk-nag finds', () => {
    expect(findings()).toEqual([]);
  });

  it('has no function for it', () => {
    const { template: onlyApi } = synthesize(
      { jobs: 'fake-accounts,rates' },
      { jobs: jobsOfAnApi() },
    );
    const [inbox] = resourcesOf(template, 'AWS::Lambda::Function');

    expect(resourcesOf(onlyApi, 'AWS::Lambda::Function')).toEqual([]);
    expect(JSON.stringify(inbox?.Properties.Environment)).not.toContain('rates');
    expect(permissionsOf(template, 'InboxFunctionRole').join('\n')).not.toContain('rates');
  });

  it('has its rows crawled, and not its rejects', () => {
    const crawled = permissionsOf(template, 'PartitionsRole').join('\n');

    expect(crawled).toContain(`Allow s3:GetObject on ${BUCKET}/rates/*`);
    expect(crawled).not.toContain('rejects/rates');
    expect(crawled).not.toContain('raw/rates');
  });
});

describe('the role that lands periods', () => {
  const statements = statementsOf(template, 'AWS::IAM::Policy', 'GitHubRole');
  const may = (action: string, resource: string, context = {}) =>
    isAllowed(statements, { action, resource, context });

  it('keeps what it captured under a free key, and reads and lists it', () => {
    expect(may('s3:PutObject', RAW, { 's3:if-none-match': '*' })).toBe(true);
    expect(may('s3:PutObject', RAW)).toBe(false);
    expect(may('s3:GetObject', RAW)).toBe(true);
    expect(may('s3:ListBucket', BUCKET, { 's3:prefix': 'raw/rates/' })).toBe(true);
    expect(may('s3:DeleteObject', RAW)).toBe(false);
  });

  it('lands and reads the rejects', () => {
    expect(may('s3:PutObject', REJECTS, { 's3:if-none-match': '*' })).toBe(true);
    expect(may('s3:GetObject', REJECTS)).toBe(true);
  });

  it('has one permission for each of these, and none for an inbox', () => {
    const ofCaptures = permissionsOf(template, 'GitHubRole').filter((line) =>
      /raw|(captures|entrada|forgotten|backup)\/rates/.test(line),
    );

    expect(ofCaptures).toEqual([
      `Allow s3:GetObject on ${BUCKET}/raw/rates/*`,
      `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["entrada/vendas/*","backup/vendas/*","_lake/captures/vendas/*","raw/rates/*","_lake/forgotten/vendas/*"]}}`,
      `Allow s3:PutObject on ${BUCKET}/raw/rates/* if {"Null":{"s3:if-none-match":"false"}}`,
    ]);
  });

  it('is the only one that reads what was captured, and the rejects', () => {
    const readers = resourcesOf(template, 'AWS::IAM::Policy')
      .filter(({ Properties }) => /raw\/rates|rejects\/rates/.test(JSON.stringify(Properties)))
      .map(({ id }) => id);
    const analysts = statementsOf(template, 'AWS::IAM::ManagedPolicy', 'Bronze');

    expect(readers).toEqual([expect.stringMatching(/^GitHubRole/)]);
    for (const resource of [RAW, REJECTS]) {
      expect(isAllowed(analysts, { action: 's3:GetObject', resource })).toBe(false);
    }
  });
});

describe('what was captured of an API', () => {
  it('expires with its rejects after the days that its job keeps it', () => {
    const rules = expiryRules([{ ...rates, keepRawDays: 90 }, ratesRejects]);

    expect(
      rules.map(({ prefix, expiration, noncurrentVersionExpiration }) => [
        prefix,
        expiration?.toDays(),
        noncurrentVersionExpiration?.toDays(),
      ]),
    ).toEqual([
      ['raw/rates/', 90, 7],
      ['rejects/rates/', 90, 7],
    ]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(2);
  });

  it('never expires without such a number', () => {
    expect(expiryRules([rates, ratesRejects])).toEqual([]);
  });
});
