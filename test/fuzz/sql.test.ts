import { link, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sqlName, sqlPath, sqlText } from '../../lib/duckdb/sql-text.ts';
import { HourlakeError } from '../../lib/errors.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { badTexts, FUZZ, FUZZ_TIMEOUT_MS, outcomeOf } from './bad-texts.ts';

/** A path is no longer; over a statement of a megabyte DuckDB takes seconds. */
const LONG = 5000;

const texts = badTexts("it's", '"; DROP TABLE t; --', "\\'", '$$', "E'\\n'", '*?[a]{b}').map(
  (text) => text.slice(0, LONG),
);

/** Names that a folder can have, with much of what means something in a pattern. */
const names = fc
  .string({
    unit: fc.constantFrom(
      '*',
      '?',
      '[',
      ']',
      '{',
      '}',
      '!',
      '^',
      '-',
      "'",
      '"',
      ';',
      '\n',
      '=',
      '%',
      'a',
      'b',
      'é',
    ),
    minLength: 1,
    maxLength: 8,
  })
  .filter((name) => !/^\.+$/.test(name));

describe('what comes from outside and stands in the SQL of DuckDB', () => {
  it(
    'is a text as it is, or refused',
    async () => {
      const connection = await aConnection();
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const sql = outcomeOf(() => sqlText(text));
          if (sql instanceof HourlakeError) return;

          const reader = await connection.runAndReadAll(`SELECT ${sql}`);

          expect(reader.getRows()).toEqual([[text]]);
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'is a name as it is, or refused',
    async () => {
      const connection = await aConnection();
      await fc.assert(
        fc.asyncProperty(
          texts.filter((text) => text !== ''),
          async (text) => {
            const sql = outcomeOf(() => sqlName(text));
            if (sql instanceof HourlakeError) return;

            const reader = await connection.runAndReadAll(`SELECT 1 AS ${sql}`);

            expect(reader.columnNames()).toEqual([text]);
          },
        ),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'is a path that matches itself alone',
    async () => {
      const connection = await aConnection();
      const folder = await temporaryFolder();
      await writeFile(join(folder, 'file'), 'x');
      const made = new Set<string>();
      await fc.assert(
        fc.asyncProperty(names, async (name) => {
          const path = join(folder, name, 'x');
          if (!made.has(name)) {
            await mkdir(join(folder, name), { recursive: true });
            await link(join(folder, 'file'), path);
            made.add(name);
          }

          const reader = await connection.runAndReadAll(
            `SELECT filename FROM read_text(${sqlPath(path)})`,
          );

          expect(reader.getRows()).toEqual([[path]]);
        }),
        { numRuns: FUZZ },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});

async function aConnection() {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}
