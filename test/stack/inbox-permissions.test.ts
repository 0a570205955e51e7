import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { salesWorkbook } from '../bin/function/sales-workbook.ts';
import type { BucketServer } from '../stores/bucket-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { bucketOfRole } from './bucket-of-role.ts';
import { bundleInbox } from './bundle-inbox.ts';
import { synthesize } from './synthesize.ts';

const { template } = synthesize({ jobs: 'vendas', bucketName: 'lake', github: 'octo/lake' });

describe('the permissions of the function', () => {
  it('are enough to take in a file, to refuse one, and to find nothing to do', async () => {
    const bucket = await bucketOfRole(template, 'InboxFunctionRole');
    bucket.put('entrada/vendas/base.xlsx', salesWorkbook(1));
    bucket.put('entrada/vendas/a.pdf', '%PDF-1.7');

    const logs = await takeTwice(bucket);

    expect(logs[0]).toContain('vendas-rejects in s3://lake: 1 file landed (1 row');
    expect(logs[1]).toContain(
      'vendas in s3://lake: 0 files landed (0 rows, 0 B), 1 already there.',
    );
    expect(bucket.paths().map((path) => path.split('/').slice(0, 2).join('/'))).toEqual([
      '_lake/captures',
      '_lake/vendas-rejects.json',
      '_lake/vendas.json',
      'backup/vendas',
      'entrada/vendas',
      'entrada/vendas',
      'rejects/vendas',
      'vendas/file=eeb1845cd48f',
    ]);
    expect(bucket.denied()).toEqual([]);
  });

  it('are missed when one of them is not there', async () => {
    const bucket = await bucketOfRole(template, 'InboxFunctionRole', {
      without: 's3:DeleteObject',
    });
    bucket.put('entrada/vendas/base.xlsx', salesWorkbook(1));

    await expect(takeTwice(bucket)).rejects.toThrow(
      'Permission for s3:DeleteObject on arn:aws:s3:::lake/entrada/vendas/base.xlsx was denied',
    );
  });
});

/** Lets the function work twice, and returns its logs. */
async function takeTwice({ endpoint }: BucketServer): Promise<string[]> {
  const bundle = await temporaryFolder();
  await bundleInbox(bundle);
  const module = pathToFileURL(join(bundle, 'index.mjs')).href;
  const call = `const { handler } = await import(${JSON.stringify(module)});
    await handler({ Records: [] }, { getRemainingTimeInMillis: () => 900_000 });`;
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    HOURLAKE_LAKE: 's3://lake',
    HOURLAKE_JOBS: 'vendas vendas-rejects',
  };
  const logs: string[] = [];
  for (const words of [1, 2].map(() => ['--input-type=module', '-e', call])) {
    logs.push((await promisify(execFile)(process.execPath, words, { env })).stdout);
  }
  return logs;
}
