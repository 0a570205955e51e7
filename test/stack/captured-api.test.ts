import { describe, expect, it } from 'vitest';
import { expiryRules } from '../../lib/stack/object-expiry.ts';
import { isAllowed, statementsOf } from './allowed.ts';
import { tableInputsOf } from './declared.ts';
import { jobsOfAnApi, orders, ordersRejects } from './jobs-of-an-api.ts';
import { permissionsOf } from './permissions.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const BUCKET = 'arn:aws:s3:::111122223333-landing-zone';
const RAW = `${BUCKET}/raw/orders/dt=2026-11-20/orders-2026-11-20.ndjson.gz`;
const REJECTS = `${BUCKET}/rejects/orders/dt=2026-11-20/orders-rejects-2026-11-20.parquet`;

const { template, findings } = synthesize(
  { github: 'octo/lake', jobs: 'fake-accounts,bronze-fake-accounts,vendas,orders' },
  { jobs: jobsOfAnApi },
);

describe('a stack with a job that captures an API', () => {
  it('brings the job of the rejects along, with a table of its own', () => {
    expect(template.findOutputs('Jobs').Jobs?.Value).toContain('orders orders-rejects');
    expect(tableInputsOf(template).filter(({ Name }) => Name?.startsWith('orders'))).toMatchObject([
      { Name: 'orders', PartitionKeys: [{ Name: 'dt', Type: 'string' }] },
      { Name: 'orders_rejects', PartitionKeys: [{ Name: 'dt', Type: 'string' }] },
    ]);
  });

  it('has nothing that cdk-nag finds', () => {
    expect(findings()).toEqual([]);
  });

  it('has no function for it', () => {
    const { template: onlyApi } = synthesize(
      { jobs: 'fake-accounts,orders' },
      { jobs: jobsOfAnApi },
    );
    const [inbox] = resourcesOf(template, 'AWS::Lambda::Function');

    expect(resourcesOf(onlyApi, 'AWS::Lambda::Function')).toEqual([]);
    expect(JSON.stringify(inbox?.Properties.Environment)).not.toContain('orders');
    expect(permissionsOf(template, 'InboxFunctionRole').join('\n')).not.toContain('orders');
  });

  it('has its rows crawled, and not its rejects', () => {
    const crawled = permissionsOf(template, 'PartitionsRole').join('\n');

    expect(crawled).toContain(`Allow s3:GetObject on ${BUCKET}/orders/*`);
    expect(crawled).not.toContain('rejects/orders');
    expect(crawled).not.toContain('raw/orders');
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
    expect(may('s3:ListBucket', BUCKET, { 's3:prefix': 'raw/orders/' })).toBe(true);
    expect(may('s3:DeleteObject', RAW)).toBe(false);
  });

  it('lands and reads the rejects', () => {
    expect(may('s3:PutObject', REJECTS, { 's3:if-none-match': '*' })).toBe(true);
    expect(may('s3:GetObject', REJECTS)).toBe(true);
  });

  it('has one permission for each of these, and none for an inbox', () => {
    const ofCaptures = permissionsOf(template, 'GitHubRole').filter((line) =>
      /raw|(captures|entrada|forgotten|backup)\/orders/.test(line),
    );

    expect(ofCaptures).toEqual([
      `Allow s3:GetObject on ${BUCKET}/raw/orders/*`,
      `Allow s3:ListBucket on ${BUCKET} if {"StringLike":{"s3:prefix":["entrada/vendas/*","backup/vendas/*","_lake/captures/vendas/*","raw/orders/*","_lake/forgotten/vendas/*"]}}`,
      `Allow s3:PutObject on ${BUCKET}/raw/orders/* if {"Null":{"s3:if-none-match":"false"}}`,
    ]);
  });

  it('is the only one that reads what was captured, and the rejects', () => {
    const readers = resourcesOf(template, 'AWS::IAM::Policy')
      .filter(({ Properties }) => /raw\/orders|rejects\/orders/.test(JSON.stringify(Properties)))
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
    const rules = expiryRules([{ ...orders, keepRawDays: 90 }, ordersRejects]);

    expect(
      rules.map(({ prefix, expiration, noncurrentVersionExpiration }) => [
        prefix,
        expiration?.toDays(),
        noncurrentVersionExpiration?.toDays(),
      ]),
    ).toEqual([
      ['raw/orders/', 90, 7],
      ['rejects/orders/', 90, 7],
    ]);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(2);
  });

  it('never expires without such a number', () => {
    expect(expiryRules([orders, ordersRejects])).toEqual([]);
  });
});
