import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mockModel } from '../../../lib/generate/mock/mock-model.ts';
import { bigQuerySchema } from '../../../lib/schemas/bigquery-json.ts';
import { anyBigQuerySchema } from '../../schemas/any-schema.ts';
import { tablesOfFile } from '../../schemas/read-sql.ts';
import { refusedByModels } from './checked-by-models.ts';
import { optionsFor, rowsOfTable } from './tables-of.ts';

describe('mock rows', () => {
  it('of any schema fit its models', async () => {
    const schemas = fc
      .sample(anyBigQuerySchema, { seed: 11, numRuns: 60 })
      .map((json, index) => bigQuerySchema(json, { name: `t${index}`, from: 'a.json' }));

    const tables = schemas.flatMap((schema) => mockModel([schema], optionsFor(25)));

    expect(await refusedByModels(tables)).toEqual([]);
  });

  it('of a database fit its models', async () => {
    const tables = mockModel(await tablesOfFile('shop.sql'), optionsFor(200));

    expect(tables.map((table) => rowsOfTable(table).length)).toEqual(tables.map(() => 200));
    expect(await refusedByModels(tables)).toEqual([]);
  });
});
