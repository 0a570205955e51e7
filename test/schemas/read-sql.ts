import { readFile } from 'node:fs/promises';
import { sqlSchemas } from '../../lib/schemas/sql-ddl.ts';
import { loadSqlParser } from '../../lib/schemas/sql-parser.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';

/** The tables of a text of SQL. */
export async function tablesOf(sql: string): Promise<TableSchema[]> {
  return sqlSchemas(sql, { parse: await loadSqlParser(), from: 'a.sql' });
}

/** The tables of a file of `test/schemas/sql`. */
export async function tablesOfFile(file: string): Promise<TableSchema[]> {
  return tablesOf(await readFile(`test/schemas/sql/${file}`, 'utf8'));
}

/** Tables without the words of their conditions, and in the order of their names: what systems agree on. */
export function comparable(tables: readonly TableSchema[]): unknown {
  return [...tables]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ namespace, notes = [], foreignKeys = [], ...table }) => ({
      ...table,
      notes: notes.length,
      foreignKeys: foreignKeys.map(({ fields, references: { table: name, fields: others } }) => ({
        fields,
        references: { table: name, fields: others },
      })),
    }));
}
