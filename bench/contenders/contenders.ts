import { grouped } from '../../bin/terminal/numbers.ts';
import type { Amounts } from '../amounts.ts';
import type { Work } from './contender.ts';

/** The names of all contenders, in the order in which a round asks them. */
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

/** The one that all others are compared with. */
export const REFERENCE: ContenderName = 'large-hours';

/** What a contender does in a repetition, as a table says it. */
export function labelOf(name: ContenderName, { largeHour, smallHour }: Amounts): string {
  return {
    'large-hours': `**Hourlake, whole hours of ${grouped(largeHour)}**: generate, encode, SHA-256, land in a folder`,
    'small-hours': `Hourlake, whole hours of ${grouped(smallHour)}: the same`,
    'generate-only': 'of that: generate',
    'encode-only': 'of that: encode, the batches being ready',
    'naive-way': '@faker-js/faker + parquetjs-lite, row by row',
    'python-way': 'Python: Faker + pandas + pyarrow',
    'duckdb-copy': 'the limit: DuckDB `COPY` of rows it holds',
  }[name];
}

/** How much a contender does in a repetition: the slow ones less, so that a round is short. */
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
