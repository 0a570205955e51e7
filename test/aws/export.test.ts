import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { sha256 } from '../../lib/lake/sha256.ts';
import { hourlake } from '../run-hourlake.ts';
import { digestsOfBucket } from './bucket-digests.ts';
import { clientFor, environmentFor } from './emulator.ts';

const DOWNLOADS = ['--job', 'pypi-downloads', '--set', 'pypi-downloads.origin=generated'];
const RANGE = ['--from', '2026-10-30', '--to', '2026-11-03'];
const EXPORT = ['export', '--table', 'pypi_downloads', '--partition', 'year,month'];

describe('an export of downloads by year and month', () => {
  const endpoint = inject('awsEndpoint');
  const bucket = `export-${randomUUID().slice(0, 8)}`;
  let folder: string;
  let lake: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
    lake = join(folder, 'lake');
    const client = new S3Client({ ...clientFor(endpoint), forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    client.destroy();
    const small = ['--set', 'pypi-downloads.downloads=200'];
    const landed = await hourlake(['backfill', ...DOWNLOADS, ...small, ...RANGE], {
      lake,
      cwd: folder,
    });
    expect(landed).toMatchObject({ code: 0 });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('puts the same files into a bucket as into a folder, and once', async () => {
    const out = join(folder, 'out');
    const env = environmentFor(endpoint);
    const toBucket = [...EXPORT, '--to', `s3://${bucket}/shop`];

    const here = await hourlake([...EXPORT, '--to', out], { lake });
    const there = await hourlake(toBucket, { lake, env });
    const again = await hourlake(toBucket, { lake, env });

    expect([here.code, there.code, again.code]).toEqual([0, 0, 0]);
    expect(again.stdout).toContain('2 already there.');
    const files = await digestsOfFolder(out);
    expect(Object.keys(files)).toEqual([
      'pypi_downloads/year=2026/month=10/pypi_downloads-2026-10.parquet',
      'pypi_downloads/year=2026/month=11/pypi_downloads-2026-11.parquet',
    ]);
    expect(await digestsOfBucket(endpoint, bucket)).toEqual(
      Object.fromEntries(Object.entries(files).map(([key, digest]) => [`shop/${key}`, digest])),
    );
  });
});

/** SHA-256 of every file of a folder by its path, in order. */
async function digestsOfFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const digests: Record<string, string> = {};
  for (const path of paths) {
    digests[path.slice(folder.length + 1)] = sha256(await readFile(path));
  }
  return digests;
}
