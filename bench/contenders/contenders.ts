import { grouped } from '../../bin/terminal/numbers.ts';
import type { Amounts } from '../amounts.ts';
import type { Work } from './contender.ts';

/** The names of all contenders, in the order within a round. */
export const contenderNames = [
  'large-hours',
  'small-hours',
  'generate-only',
  'encode-only',
  'naive-way',
  'python-way',
  'duckdb-copy',
] as const;

/** The name of a contender. */
export type ContenderName = (typeof contenderNames)[number];

/** The contender that all others are compared with. */
export const REFERENCE: ContenderName = 'large-hours';

/** Returns the description of a contender in tables. */
export function labelOf(name: ContenderName, { largeHour, smallHour }: Amounts): string {
  return {
    'large-hours': `**Hourlake, hours of ${grouped(largeHour)} accounts**: generate, encode, SHA-256, land in a folder`,
    'small-hours': `Hourlake, hours of ${grouped(smallHour)} accounts: the same steps`,
    'generate-only': 'Hourlake, generating only',
    'encode-only': 'Hourlake, encoding only, from batches in memory',
    'naive-way': '@faker-js/faker + parquetjs-lite, row by row',
    'python-way': 'Python: Faker + pandas + pyarrow',
    'duckdb-copy': 'upper limit: DuckDB `COPY` of rows in memory',
  }[name];
}

/**
 * Returns the work of a contender in a repetition. Slow contenders do less, so that rounds stay
 * short.
 */
export function workOf(name: ContenderName, amounts: Amounts): Work {
  const { largeHour, largeHours, smallHour, smallHours, slowRows } = amounts;
  const slow = { hours: 1, accountsPerHour: slowRows };
  const fast = { hours: largeHours, accountsPerHour: largeHour };
  return {
    'large-hours': fast,
    'small-hours': { hours: smallHours, accountsPerHour: smallHour },
    'generate-only': fast,
    'encode-only': fast,
    'naive-way': slow,
    'python-way': slow,
    'duckdb-copy': fast,
  }[name];
}
