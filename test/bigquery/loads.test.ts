import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bigQueryDestination } from '../../lib/destinations/bigquery/bigquery-destination.ts';
import { bigQueryLoader } from '../../lib/destinations/bigquery/bigquery-row-loader.ts';
import { findStoredTable } from '../../lib/destinations/bigquery/stored-table.ts';
import { parsePeriod } from '../../lib/model/period.ts';
import { bigQuerySchema } from '../../lib/schemas/bigquery-json.ts';
import type { Field } from '../../lib/schemas/table-schema.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { ofPeople } from '../contracts/destination-contract.ts';
import { tableOf } from '../parquet/table-of.ts';
import { rowOf } from '../schemas/row-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { anEmulatedDataset } from './an-emulated-dataset.ts';

const FOLDER = 'test/schemas/bigquery';
const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'));

/** The emulator loads no intervals and ranges from NDJSON, and has no BIGNUMERIC. */
function isEmulated({ type, precision = 0 }: Field): boolean {
  return type !== 'interval' && type !== 'range' && precision <= 38;
}

const sleep = async () => {};

describe('a table in BigQuery', () => {
  it.each(files)('is created, read back and filled as %s says', async (file) => {
    const { requests, ask } = await anEmulatedDataset();
    const json = JSON.parse(await readFile(`${FOLDER}/${file}`, 'utf8'));
    const { fields } = bigQuerySchema(json, { name: 't', from: file });
    const table = { name: 't', fields: fields.filter(isEmulated) };
    const rows = [true, false].map((nulls) => rowOf(table.fields, { items: 2, nulls }));
    const loader = bigQueryLoader({ requests, temporaryFolder: await temporaryFolder(), sleep });

    const [receipt] = await loader.load([
      { table, origin: '0'.repeat(64), count: 2, batches: () => [rows] },
    ]);

    expect(receipt).toMatchObject({ status: 'loaded', rows: 2 });
    expect(await ask('SELECT count(*) FROM `DATASET.t`')).toEqual([['2']]);
    expect((await findStoredTable(requests, 't'))?.schema.fields).toEqual(table.fields);
  });

  it('has the values of every column type of a lake', async () => {
    const { requests, ask } = await anEmulatedDataset();
    const folder = await temporaryFolder();
    const store = folderStore(join(folder, 'lake'));
    const destination = bigQueryDestination({ requests, store, temporaryFolder: folder, sleep });
    const types = {
      s: 'string',
      i: 'integer',
      d: 'decimal',
      f: 'double',
      b: 'boolean',
      day: 'date',
      at: 'timestamp',
      y: 'bytes',
      j: 'json',
    } as const;
    const values = {
      s: ['João "a"\n'],
      i: [9_223_372_036_854_775_807n],
      d: [-5],
      f: [1.5e-7],
      b: [true],
      day: [-1],
      at: [1_795_180_062_513],
      y: [Uint8Array.of(0, 1, 2)],
      j: ['{"a":\n[1]}'],
    };
    const delivered = { ...ofPeople, table: { ...tableOf(types), name: 'all_types' } };

    await destination.deliver(delivered, [
      {
        period: parsePeriod('2026-11-20T13'),
        sha256: '0'.repeat(64),
        rows: 1,
        async *batches() {
          yield values;
        },
      },
    ]);

    // Without the bytes, which the emulator does not decode.
    expect(await ask('SELECT * EXCEPT (y) FROM `DATASET.all_types`')).toEqual([
      [
        'João "a"\n',
        '9223372036854775807',
        '-0.050000000',
        '1.5e-07',
        'true',
        '1969-12-31',
        '1795180062513000',
        '{"a":[1]}',
      ],
    ]);
  });
});
