import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { salesWorkbook } from '../bin/function/sales-workbook.ts';
import { digestsOf, hourlake } from '../run-hourlake.ts';
import { digestsOfBucket, keysOfBucket } from './bucket-digests.ts';
import { type DeployedInbox, deployInbox } from './deployed-inbox.ts';
import { type DeployedLake, deployLake } from './deployed-lake.ts';
import { clientFor } from './emulator.ts';

const CONTEXT = { jobs: 'vendas', github: 'none' };
const JOBS = 'vendas vendas-rejects';
const INGEST = ['ingest', '--lake'];

describe('the inbox on AWS', () => {
  const endpoint = inject('awsEndpoint');
  const s3 = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
  let lake: DeployedLake;
  let inbox: DeployedInbox;
  let temporary: string;

  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'hourlake-'));
    lake = await deployLake(endpoint, CONTEXT);
    inbox = await deployInbox(endpoint, lake, CONTEXT);
  });

  afterAll(async () => {
    s3.destroy();
    await rm(temporary, { recursive: true, force: true });
  });

  it('lands what is dropped, whatever its name, and registers it', async () => {
    const dropped = { 'base vendas é+1 (2).xlsx': salesWorkbook(1) };

    await drop(dropped);
    await until(async () => (await inboxKeys()).length === 0);

    const partitions = await lake.partitionsOf('vendas');
    const rejected = await lake.partitionsOf('vendas_rejects');
    const sql = 'SELECT count(*) AS n FROM vendas';
    const asked = ['query', '--sql', sql, '--database', lake.database, '--format', 'csv'];
    const answer = await hourlake([...asked, '--lake', lake.url], { ...lake, jobs: JOBS });
    expect(await dataOf()).toEqual(await landedInAFolder(dropped));
    expect(partitions.map(({ Values }) => Values)).toEqual(rejected.map(({ Values }) => Values));
    expect(answer).toMatchObject({ code: 0, stdout: 'n\n20\n' });
  });

  it('writes one note on a file that cannot be used, which wakes nobody up', async () => {
    await drop({ 'a.pdf': Buffer.from('%PDF-1.7') });
    await until(async () => (await inboxKeys()).length === 2);
    // The log of a call comes when the call is over.
    await until(async () => (await inbox.log()).some((line) => line.includes('a.pdf: refused')));
    await until(isIdle);
    const before = await inbox.log();

    // The emulator delivers an event within a second: this is the time in which nothing may happen.
    await sleep(5_000);

    expect(await inboxKeys()).toEqual(['entrada/vendas/a.pdf', 'entrada/vendas/a.pdf.erro.txt']);
    expect(before.filter((line) => line.includes('a.pdf: refused'))).toHaveLength(1);
    expect(await inbox.log()).toEqual(before);
  });

  it('is one lake for the function and two runs at once', async () => {
    const dropped = Object.fromEntries(
      [2, 3, 4, 5].map((day) => [`dia ${day}.xlsx`, salesWorkbook(day)]),
    );
    // The same bytes as day 2.
    const all = { ...dropped, 'outro nome.xlsx': salesWorkbook(2) };
    const before = await dataOf();
    const args = [...INGEST, lake.url, '--database', lake.database];

    const [first, second] = await Promise.all([
      hourlake(args, { ...lake, jobs: JOBS }),
      hourlake(args, { ...lake, jobs: JOBS }),
      drop(all),
    ]);
    await until(async () => (await inboxKeys()).length === 2);

    const raw = (key: string) => key.startsWith('backup/');
    const [there, expected] = [await dataOf(), { ...before, ...(await landedInAFolder(dropped)) }];
    expect([first, second]).toMatchObject([{ code: 0 }, { code: 0 }]);
    // Which name the bytes of day 2 have in the backup, the first capture decides.
    expect(Object.keys(there).filter(raw)).toHaveLength(Object.keys(expected).filter(raw).length);
    expect(without(there, raw)).toEqual(without(expected, raw));
    expect(await lake.partitionsOf('vendas')).toHaveLength(5);
  });

  async function drop(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    for (const [name, Body] of Object.entries(files)) {
      const Key = `entrada/vendas/${name}`;
      await s3.send(new PutObjectCommand({ Bucket: lake.bucket, Key, Body }));
    }
  }

  /** Whether every run of the function has ended. */
  async function isIdle(): Promise<boolean> {
    const lines = await inbox.log();
    const count = (word: string) => lines.filter((line) => line.startsWith(word)).length;
    return count('START') === count('END');
  }

  async function inboxKeys(): Promise<string[]> {
    const keys = await keysOfBucket(endpoint, lake.bucket);
    return keys.filter((key) => key.startsWith('entrada/'));
  }

  /** What the bucket holds of its tables and of what was captured. */
  async function dataOf(): Promise<Record<string, string>> {
    return without(await digestsOfBucket(endpoint, lake.bucket), isNoData);
  }

  /** The same of a lake in a folder in which the same files were dropped. */
  async function landedInAFolder(
    files: Readonly<Record<string, Uint8Array>>,
  ): Promise<Record<string, string>> {
    const folder = await mkdtemp(join(temporary, 'lake-'));
    await mkdir(join(folder, 'entrada', 'vendas'), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) {
      await writeFile(join(folder, 'entrada', 'vendas', name), bytes);
    }
    expect(await hourlake([...INGEST, folder], { cwd: temporary, jobs: JOBS })).toMatchObject({
      code: 0,
    });
    return without(await digestsOf(folder), isNoData);
  }
});

/** Records of captures have the day on which the test runs. */
function isNoData(key: string): boolean {
  return /^(_lake\/captures|code|entrada)\//.test(key);
}

function without(
  digests: Readonly<Record<string, string>>,
  isLeftOut: (key: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(digests).filter(([key]) => !isLeftOut(key)));
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await sleep(250);
}
