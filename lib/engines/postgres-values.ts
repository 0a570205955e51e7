import { numberOf, type QueryValue, withMilliseconds } from './engine.ts';

/** Numbers of types in `pg_type`, which never change. */
const BOOLEAN = 16;
const NUMERIC = 1700;
const TIME = 1083;
const TIMESTAMP = 1114;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, NUMERIC]);
const TEXTS: ReadonlySet<number> = new Set([25, 1042, 1043]);

/**
 * A value of a result as other engines return it. A sum of whole numbers is a NUMERIC without a point in
 * PostgreSQL, and a number like any other.
 *
 * @param text as PostgreSQL writes it
 * @param type number of its type in `pg_type`
 * @example
 * postgresValue('1.50', 1700) // => '1.50'
 * postgresValue('150', 1700) // => 150
 * postgresValue('t', 16) // => true
 * postgresValue('2026-11-20 13:00:00.5', 1114) // => '2026-11-20 13:00:00.500'
 */
export function postgresValue(text: string | null, type: number): QueryValue {
  if (text === null) return null;
  if (type === BOOLEAN) return text === 't';
  if (type === TIME || type === TIMESTAMP) return withMilliseconds(text);
  if (!NUMBERS.has(type) || (type === NUMERIC && text.includes('.'))) return text;
  // JSON has neither NaN nor infinities.
  return Number.isFinite(Number(text)) ? numberOf(text) : text;
}

/**
 * The expression that makes COPY write a column as CSV the way the values of {@link postgresValue} are
 * written: `true` for `t`, milliseconds in every timestamp, and nothing for an empty text.
 *
 * @param column its name in SQL
 * @param type number of its type in `pg_type`
 * @example
 * csvExpression('c1', 16) // => 'c1::text'
 */
export function csvExpression(column: string, type: number): string {
  if (type === BOOLEAN) return `${column}::text`;
  if (type === TIMESTAMP) return `pg_catalog.to_char(${column}, 'YYYY-MM-DD HH24:MI:SS.MS')`;
  if (type === TIME) return `pg_catalog.to_char(${column}::interval, 'HH24:MI:SS.MS')`;
  return TEXTS.has(type) ? `nullif(${column}, '')` : column;
}
