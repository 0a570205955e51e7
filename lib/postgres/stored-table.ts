import type { PostgresConnection } from './postgres-connection.ts';
import { qualified } from './table-sql.ts';

/** A table as a database has it, in the words that {@link declaredForm} uses for a declared one. */
export interface StoredTable {
  /** As in `pg_class.relkind`: `r` for a table, `p` for a partitioned one, `v` for a view. */
  readonly kind: string;
  /** Whether the user may add rows. */
  readonly takesRows: boolean;
  /** Each part, by what it is called in a message: `column id` is `bigint NOT NULL`. */
  readonly form: ReadonlyMap<string, string>;
}

const KIND = `
  SELECT c.relkind, pg_catalog.has_table_privilege(c.oid, 'INSERT')
  FROM pg_catalog.pg_class AS c
  WHERE c.oid = pg_catalog.to_regclass($1)`;

const COLUMNS = `
  SELECT a.attname,
    pg_catalog.format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
  FROM pg_catalog.pg_attribute AS a
  WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

/** Of keys with several columns, the names are joined, as no declared key is. */
const KEYS = `
  SELECT k.contype,
    (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY u.place)
      FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (number, place)
      JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number),
    f.relname
  FROM pg_catalog.pg_constraint AS k
  LEFT JOIN pg_catalog.pg_class AS f ON f.oid = k.confrelid
  WHERE k.conrelid = pg_catalog.to_regclass($1) AND k.contype IN ('p', 'u', 'f')`;

/** How a message names each kind of key, as in `pg_constraint.contype`. */
const KEY_WORDS: Readonly<Record<string, string>> = {
  p: 'primary key',
  u: 'unique',
  f: 'foreign key',
};

/**
 * Reads the form of a table; `undefined` if no table has that name.
 *
 * @throws DatabaseError when the catalog cannot be read.
 */
export async function storedTable(
  connection: PostgresConnection,
  schema: string,
  table: string,
): Promise<StoredTable | undefined> {
  const name = [qualified(connection, schema, table)];
  const [kind] = (await connection.run(KIND, name)).rows;
  if (kind === undefined) return undefined;
  const form = new Map<string, string>();
  for (const [column, type] of (await connection.run(COLUMNS, name)).rows) {
    form.set(`column ${column}`, type ?? '');
  }
  for (const [type, columns, other] of (await connection.run(KEYS, name)).rows) {
    form.set(`${KEY_WORDS[type ?? '']} ${columns}`, other === null ? 'set' : `to ${other}`);
  }
  return { kind: kind[0] ?? '', takesRows: kind[1] === 't', form };
}
