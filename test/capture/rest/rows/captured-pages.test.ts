import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CaptureError } from '../../../../lib/errors.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { aJob, captureOf, DAY, offsetApi, parsedRows, someItems } from '../an-api.ts';

const job = aJob();
const raw = await captureOf(job, offsetApi(someItems(5)));
const lines = gunzipSync(raw).toString().trimEnd().split('\n');

function gzipped(...texts: readonly string[]): Uint8Array {
  return gzipSync(texts.map((text) => `${text}\n`).join(''));
}

describe('a raw object of an API', () => {
  it('is read whatever program has gzipped it', async () => {
    const again = gzipped(...lines);

    expect((await parsedRows(job, again)).rows).toEqual(someItems(5));
  });

  it('is refused wherever it is cut off', async () => {
    for (let length = raw.length - 1; length >= 0; length -= raw.length - length < 20 ? 1 : 5) {
      const refused = parsedRows(job, raw.subarray(0, length));
      await expect(refused).rejects.toThrow(CaptureError);
      await expect(refused).rejects.toThrow(
        'Expected things-2026-11-20.ndjson.gz to be the pages that were captured',
      );
    }
  });

  it.each<[string, readonly string[], string]>([
    ['no page at all', [], 'the pages of another request'],
    ['a line that is no JSON', ['Segredo'], 'a line that is not a page'],
    ['a line that is not a page', ['{"depth":0,"parent":0}'], 'a line that is not a page'],
    ['pages in another order', [lines[1] ?? '', lines[0] ?? ''], 'pages in another order'],
  ])('is refused with %s', async (_, texts, got) => {
    const refused = parsedRows(job, gzipped(...texts));

    await expect(refused).rejects.toThrow(CaptureError);
    await expect(refused).rejects.toThrow(`got ${got}`);
    await expect(refused).rejects.not.toThrow('Segredo');
  });

  it('is refused with other bytes in it', async () => {
    const flipped = Uint8Array.from(raw, (byte, at) => (at === raw.length >> 1 ? byte ^ 1 : byte));

    await expect(parsedRows(job, flipped)).rejects.toThrow(CaptureError);
    await expect(parsedRows(job, gzipSync('{"depth":0'))).rejects.toThrow('an incomplete line');
  });

  it('says which page has no list where the job says it is, since the job was changed', async () => {
    const changed = aJob({ request: { ...byRecords('data') } });

    await expect(parsedRows(changed, raw)).rejects.toThrow(
      'Expected data in the answer to items, page 1 of things-2026-11-20.ndjson.gz to be a list, got nothing.',
    );
  });

  it('is lines of JSON to DuckDB', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const file = join(await temporaryFolder(), `${DAY}.ndjson.gz`);
    await writeFile(file, raw);
    const connection = await (await DuckDBInstance.create()).connect();

    const reader = await connection.runAndReadAll(
      `SELECT page, len(body.items) AS items FROM read_json('${file}') ORDER BY page`,
    );

    expect(reader.getRowObjectsJson()).toEqual([
      { page: '1', items: '2' },
      { page: '2', items: '2' },
      { page: '3', items: '1' },
    ]);
    connection.closeSync();
  });
});

function byRecords(records: string) {
  return { path: 'items', records, paginator: { kind: 'single' } } as const;
}
