import { readFile } from 'node:fs/promises';
import { InputError } from '../../lib/errors.ts';
import { type MockFile, readMockFile } from '../../lib/generate/mock/mock-file.ts';
import { mockModel } from '../../lib/generate/mock/mock-model.ts';
import { MOCK_SEED, SKEW } from '../../lib/generate/mock/mock-settings.ts';
import type { MockTable } from '../../lib/generate/mock/mock-table.ts';
import { MOST_REPEATED, NULL_SHARE } from '../../lib/generate/mock/rows/field-maker.ts';
import { fixedTime, ONLY_PERIOD } from '../../lib/generate/mock/rows/mock-time.ts';
import { exactCounts } from '../../lib/generate/mock/rows/row-counts.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { didYouMean } from '../../lib/model/nearest-name.ts';
import { wordsOf } from '../../lib/printable.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import type { Context } from '../context.ts';
import type { MockOptions } from '../options/mock-options.ts';
import { openSchemas } from './open-schemas.ts';

/** Tables with the rows that a command asks for. */
export interface OpenMock {
  /** Each after those that it refers to. */
  readonly tables: readonly MockTable[];
  /** Number of the first row. */
  readonly from: number;
  /** SHA-256 of what decides the rows of a table. */
  originOf(table: MockTable): string;
}

const USUAL_ROWS = 10;

const encoder = new TextEncoder();

/**
 * Opens the mock rows of the tables of a source.
 *
 * @throws what `openSchemas` throws; InputError when an option or the file does not fit the tables.
 */
export async function openMock(
  context: Context,
  source: string,
  options: MockOptions,
): Promise<OpenMock> {
  const schemas = await openSchemas(context, source);
  const { tables: wishes, rows: ofFile, ...ofAll } = await wishesOf(context, options, schemas);
  const { rows: asked, skip = 0 } = options;
  checkTables([...(asked?.tables.keys() ?? [])], schemas);
  const rowsOf = (table: string): number =>
    asked?.tables.get(table) ?? wishes[table]?.rows ?? asked?.all ?? ofFile ?? USUAL_ROWS;
  const chances = {
    seed: options.seed ?? ofAll.seed ?? MOCK_SEED,
    nulls: options.nulls ?? ofAll.nulls ?? NULL_SHARE,
    repeated: options.repeated ?? ofAll.repeated ?? MOST_REPEATED,
    skew: options.skew ?? ofAll.skew ?? SKEW,
  };
  const tables = mockModel(schemas, {
    ...chances,
    time: fixedTime,
    counts: exactCounts(ONLY_PERIOD, (table) => skip + rowsOf(table)),
    wishes,
  });
  // Rows that refer to others depend on all tables.
  const facts = { schemas, chances, wishes, skip, rows: schemas.map(({ name }) => rowsOf(name)) };
  return {
    tables,
    from: skip,
    originOf: ({ schema: { name } }) =>
      sha256(encoder.encode(JSON.stringify({ table: name, ...facts }))),
  };
}

async function wishesOf(
  context: Context,
  { with: file }: MockOptions,
  schemas: readonly TableSchema[],
): Promise<MockFile> {
  if (file === undefined) return { tables: {} };
  const [first, ...others] = schemas;
  const only = others.length === 0 ? first?.name : undefined;
  return readMockFile(await jsonIn(context, file), { only, from: file });
}

async function jsonIn(context: Context, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(context.resolvePath(file), 'utf8'));
  } catch (error) {
    throw new InputError(
      {
        expected: `to read ${file} as JSON`,
        got: wordsOf(error),
        advice: 'docs/mock.md has an example.',
      },
      { cause: error },
    );
  }
}

function checkTables(asked: readonly string[], schemas: readonly TableSchema[]): void {
  const names = schemas.map(({ name }) => name);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown === undefined) return;
  throw new InputError({
    expected: 'rows of a table of the source',
    got: JSON.stringify(unknown),
    advice: `${didYouMean(unknown, names)}The tables are ${names.join(', ')}.`,
  });
}
