import type { ColumnType } from '../model/table.ts';
import type { ColumnContract } from './contract-data.ts';
import { zoneMilliseconds } from './readers/clock-text.ts';
import { slowPattern } from './safe-pattern.ts';
import { shapeProblem } from './shape-data.ts';
import { wholePattern } from './value-rules.ts';

/** One option of {@link ColumnContract}: for which types, and which values it can have. */
export interface ColumnOption {
  /** Types of columns that have the option. Default: all. */
  readonly types?: readonly ColumnType[];
  /** Why it cannot have a value, in words that complete "Expected ... to be"; `undefined` when it can. */
  problem(value: unknown): string | undefined;
}

const ORDERED: readonly ColumnType[] = ['integer', 'decimal', 'double', 'date', 'timestamp'];
const TEXT: readonly ColumnType[] = ['string'];

/** The options of a column. What spellings and bounds can be is up to the column's type. */
export const columnOptions: Readonly<Record<keyof ColumnContract, ColumnOption>> = {
  from: {
    problem: (value) =>
      isName(value) || (isListOf(value, isName) && value.length > 0)
        ? undefined
        : 'the name of a column, or a list of such names',
  },
  reads: { problem: (value) => (isListOf(value, isText) ? undefined : 'a list of spellings') },
  trim: { types: TEXT, problem: booleanProblem },
  empty: { types: TEXT, problem: choiceProblem('null', 'keep') },
  nulls: { problem: (value) => (isListOf(value, isText) ? undefined : 'a list of texts') },
  case: { types: TEXT, problem: choiceProblem('upper', 'lower') },
  round: { types: ['decimal', 'timestamp'], problem: booleanProblem },
  zone: {
    types: ['timestamp'],
    problem: (value) =>
      isText(value) && !Number.isNaN(zoneMilliseconds(value))
        ? undefined
        : 'a distance to UTC such as -03:00, or Z',
  },
  min: { types: ORDERED, problem: scalarProblem },
  max: { types: ORDERED, problem: scalarProblem },
  maxLength: {
    types: TEXT,
    problem: (value) =>
      Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : 'a whole number from 1',
  },
  pattern: { types: TEXT, problem: patternProblem },
  allowed: {
    types: [...TEXT, ...ORDERED],
    problem: (value) =>
      isListOf(value, isScalar) && value.length > 0 ? undefined : 'a list of texts or numbers',
  },
  shape: { types: ['json'], problem: shapeProblem },
};

/**
 * Makes a check that a value is one of these words. It returns what was expected, or `undefined`.
 *
 * @example
 * choiceProblem('upper', 'lower')('Upper') // => '"upper" or "lower"'
 */
export function choiceProblem(
  ...choices: readonly string[]
): (value: unknown) => string | undefined {
  const words = choices.map((choice) => JSON.stringify(choice)).join(' or ');
  return (value) => (isText(value) && choices.includes(value) ? undefined : words);
}

function booleanProblem(value: unknown): string | undefined {
  return typeof value === 'boolean' ? undefined : 'true or false';
}

function scalarProblem(value: unknown): string | undefined {
  return isScalar(value) ? undefined : 'a number or a text';
}

function patternProblem(value: unknown): string | undefined {
  if (!isText(value)) return 'the text of a regular expression';
  try {
    wholePattern(value);
  } catch {
    return 'a regular expression of JavaScript, valid with the flag u';
  }
  return slowPattern(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isName(value: unknown): value is string {
  return isText(value) && value.trim() !== '';
}

function isScalar(value: unknown): value is string | number {
  return isText(value) || Number.isFinite(value);
}

function isListOf<Item>(
  value: unknown,
  isItem: (item: unknown) => item is Item,
): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}
