import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { openStore } from '../../lib/stores/open-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the URL of a lake', () => {
  it.each([
    ['./lake', { kind: 'folder', path: './lake' }],
    ['C:\\lake', { kind: 'folder', path: 'C:\\lake' }],
    ['/s3/lake', { kind: 'folder', path: '/s3/lake' }],
    ['s3://my-lake', { kind: 'bucket', bucket: 'my-lake', base: '' }],
    ['S3://my.lake/', { kind: 'bucket', bucket: 'my.lake', base: '' }],
    ['s3://my-lake/some/folder/', { kind: 'bucket', bucket: 'my-lake', base: 'some/folder' }],
  ])('%s names a place', (url, place) => {
    expect(parseLakeUrl(url)).toEqual(place);
  });

  it.each([
    '',
    's3:',
    's3:/my-lake',
    's3://',
    's3:///folder',
    's3://ab',
    's3://My-Lake',
    's3://my_lake',
    's3://-lake',
    's3://lake-',
    's3://my..lake',
    's3://192.168.0.1',
    's3://xn--lake',
    's3://lake--x-s3',
    `s3://${'a'.repeat(64)}`,
    's3://lake?region=sa-east-1',
    's3://lake/a#b',
    's3://lake//a',
    's3://lake/a/../b',
    's3://lake/dt=2026-11-20',
    's3://lake/a*',
    'gs://lake',
    'https://lake.s3.amazonaws.com',
    'file:///lake',
  ])('%j is refused with advice', (url) => {
    expect(() => parseLakeUrl(url)).toThrow(InputError);
    expect(() => parseLakeUrl(url)).toThrow(/\. (Pass|Leave|The name) .*\.$/);
  });

  it.each(['s3://AKID:hidden@lake', 'https://me:hidden@host/x', 's3://lake?secret=hidden'])(
    'is not repeated where it holds a secret: %s',
    (url) => {
      expect(() => parseLakeUrl(url)).toThrow(expect.not.stringContaining('hidden'));
    },
  );
});

describe('opening a store', () => {
  it('gives a bucket the name it was called by', async () => {
    const store = await openStore('s3://my-lake/folder/', (path) => path);

    expect(store.name).toBe('s3://my-lake/folder');
  });

  it('refuses a file', async () => {
    const file = join(await temporaryFolder(), 'lake');
    await writeFile(file, '');

    const opening = openStore(file, (path) => path);

    await expect(opening).rejects.toThrow(/to be a folder, got a file/);
  });

  it('loads the AWS SDK for a bucket alone', async () => {
    const folder = await temporaryFolder();

    const loaded = { folder: await loadsSdk(folder), bucket: await loadsSdk('s3://my-lake') };

    expect(loaded).toEqual({ folder: false, bucket: true });
  });
});

/** Whether a process that opens the store has loaded the SDK. */
async function loadsSdk(url: string): Promise<boolean> {
  const module = new URL('../../lib/stores/open-store.ts', import.meta.url);
  const script = `
    const { openStore } = await import(${JSON.stringify(module.href)});
    const { createRequire } = await import('node:module');
    await openStore(${JSON.stringify(url)}, (path) => path);
    const { cache } = createRequire(${JSON.stringify(module.href)});
    console.log(Object.keys(cache).some((file) => file.includes('client-s3')));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    script,
  ]);
  return JSON.parse(stdout);
}
