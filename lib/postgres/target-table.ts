import type { PostgresConnection } from './postgres-connection.ts';
import { qualified } from './table-sql.ts';

/** A column of a table that rows are added to. */
export interface TargetColumn {
  /** As `format_type` writes it; of a domain, the type that it is based on: `character varying(20)[]`. */
  readonly type: string;
  /** The counter that fills it where a row does not, quoted for SQL: that of an identity or a serial. Default: none. */
  readonly sequence?: string;
}

const COLUMNS = `
  SELECT a.attname,
    CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod)
      ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END,
    pg_catalog.pg_get_serial_sequence($1, a.attname)
  FROM pg_catalog.pg_attribute AS a
  JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
  WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

/** The columns of a table, by name; none where there is no such table. */
export async function targetColumns(
  connection: PostgresConnection,
  schema: string,
  table: string,
): Promise<ReadonlyMap<string, TargetColumn>> {
  const { rows } = await connection.run(COLUMNS, [qualified(connection, schema, table)]);
  return new Map(
    rows.map(([name, type, sequence]) => [
      name ?? '',
      { type: type ?? '', ...(typeof sequence === 'string' ? { sequence } : {}) },
    ]),
  );
}

/**
 * Moves a counter behind the largest value of its column, so that the next row that leaves the column to
 * it gets a new value. A counter that is further on, or counts down, stays as it is. The move is not
 * undone by a rollback.
 */
export async function advanceSequence(
  connection: PostgresConnection,
  {
    schema,
    table,
    column,
    sequence,
  }: { schema: string; table: string; column: string; sequence: string },
): Promise<void> {
  await connection.run(
    `SELECT pg_catalog.setval(s.seqrelid::pg_catalog.regclass, x.most)
     FROM pg_catalog.pg_sequence AS s,
       (SELECT max(${connection.quoted(column)}) AS most FROM ${qualified(connection, schema, table)}) AS x
     WHERE s.seqrelid = $1::pg_catalog.regclass AND s.seqincrement > 0
       AND x.most BETWEEN s.seqmin AND s.seqmax
       AND x.most > coalesce(pg_catalog.pg_sequence_last_value(s.seqrelid), s.seqmin - 1)`,
    [sequence],
  );
}
