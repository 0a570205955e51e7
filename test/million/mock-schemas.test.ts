import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mockModel } from '../../lib/generate/mock/mock-model.ts';
import { mockLines } from '../../lib/generate/mock/rows/mock-lines.ts';
import { ONLY_PERIOD } from '../../lib/generate/mock/rows/mock-time.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { jsonSchemas } from '../../lib/schemas/schema-file.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import { refusedByModels } from '../generate/mock/checked-by-models.ts';
import { optionsFor } from '../generate/mock/tables-of.ts';

const FOLDER = 'test/schemas/bigquery';
const ROWS = 10_000;

const schemas = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    jsonSchemas(readFileSync(`${FOLDER}/${file}`, 'utf8'), {
      name: basename(file, '.json'),
      from: file,
    }),
  );

const wide: TableSchema = {
  name: 'wide',
  fields: Array.from({ length: 1000 }, (_, column) => ({
    name: `column_${column}`,
    type: 'string',
    mode: 'nullable',
  })),
};

describe('ten thousand rows of each public schema', () => {
  it('fit its model', async () => {
    const tables = schemas.flatMap((schema) => mockModel([schema], optionsFor(ROWS)));

    expect(schemas.length).toBe(15);
    expect(await refusedByModels(tables)).toEqual([]);
  });

  it('and of a thousand columns too', async () => {
    expect(await refusedByModels(mockModel([wide], optionsFor(1000)))).toEqual([]);
  });

  it('are the same bytes twice', () => {
    for (const schema of schemas)
      expect([schema.name, digestOf(schema)]).toEqual([schema.name, digestOf(schema)]);
  });
});

function digestOf(schema: TableSchema): string {
  const [table] = mockModel([schema], optionsFor(ROWS));
  if (table === undefined) throw new Error('no table');
  const digests = [...mockLines(table, ONLY_PERIOD)].map(({ bytes }) => sha256(bytes));
  return digests.join();
}
