import type { DuckDbValue } from '../duckdb/duckdb.ts';
import { numberOf, type QueryValue, withMilliseconds } from './engine.ts';

/** Types whose values the driver returns as text, although most fit a number. */
const WIDE_NUMBERS = /^U?(BIGINT|HUGEINT)$/;

/** Times without a zone, at any precision. */
const TIMES = /^(TIMESTAMP(_\w+)?|TIME)$/;

/**
 * A value of a result as other engines return it.
 *
 * @param value as the driver gives it
 * @param type as DuckDB writes it
 * @example
 * duckDbValue('150', 'BIGINT') // => 150
 * duckDbValue('2026-11-20 13:00:00.5', 'TIMESTAMP') // => '2026-11-20 13:00:00.500'
 * duckDbValue([1, 2], 'INTEGER[]') // => '[1,2]'
 */
export function duckDbValue(value: DuckDbValue, type: string): QueryValue {
  if (typeof value === 'string' && WIDE_NUMBERS.test(type)) return numberOf(value);
  if (typeof value === 'string' && TIMES.test(type)) return withMilliseconds(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
