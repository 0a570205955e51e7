import { numberOf, type QueryValue } from './engine.ts';

/** Numbers of types in `pg_type`, which never change. */
const BOOLEAN = 16;
const NUMERIC = 1700;
const NUMBERS: ReadonlySet<number> = new Set([20, 21, 23, 26, 700, 701, NUMERIC]);
const TEXTS: ReadonlySet<number> = new Set([25, 1042, 1043]);

/**
 * A value of a result as other engines return it.
 *
 * @param text as PostgreSQL writes it
 * @param type number of its type in `pg_type`
 * @example
 * postgresValue('1.50', 1700) // => 1.5
 * postgresValue('t', 16) // => true
 * postgresValue('2026-11-20 13:00:00.5', 1114) // => '2026-11-20 13:00:00.5'
 */
export function postgresValue(text: string | null, type: number): QueryValue {
  if (text === null) return null;
  if (type === BOOLEAN) return text === 't';
  if (!NUMBERS.has(type)) return text;
  // JSON has neither NaN nor infinities.
  return Number.isFinite(Number(text)) ? numberOf(text) : text;
}

/**
 * The expression that makes COPY write a column as CSV the way the values of {@link postgresValue} are
 * written: `true` for `t`, 1.5 for 1.50, and nothing for an empty text.
 *
 * @param column its name in SQL
 * @param type number of its type in `pg_type`
 * @example
 * csvExpression('c1', 16) // => 'c1::text'
 */
export function csvExpression(column: string, type: number): string {
  if (type === BOOLEAN) return `${column}::text`;
  if (type === NUMERIC) return `pg_catalog.trim_scale(${column})`;
  return TEXTS.has(type) ? `nullif(${column}, '')` : column;
}
