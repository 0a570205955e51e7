import type { PresentValue } from '../../model/batch.ts';
import type { RawValue } from '../../model/raw-rows.ts';
import type { Column } from '../../model/table.ts';

/** A raw value that is there. Its text is trimmed. */
export type PresentRaw = NonNullable<RawValue>;

/**
 * Reads a raw value as a batch holds it; `undefined` when it is no value of the column. A result is
 * always accepted by the rules of the column's type in `lib/columns`. It never throws.
 */
export type ReadValue = (value: PresentRaw) => PresentValue | undefined;

/** What a contract declares about how the values of a column are read. */
export interface ReadingOptions {
  /** The spellings that are accepted, by example; checked by {@link ReadingRules.problem}. */
  readonly reads: readonly string[];
  /** Whether digits that the column has no room for are rounded. Otherwise such a value is not read. */
  readonly round: boolean;
  /** Letters that text is changed to. */
  readonly case?: 'upper' | 'lower' | undefined;
  /** Distance to UTC of clocks without a time zone, in milliseconds; `undefined` when none is declared. */
  readonly zoneMs?: number | undefined;
}

/**
 * How a column type reads raw values. A value that the outside already gave in the type, such as a number
 * in a column of numbers, is always read. Text, and numbers that stand for something else, are read in
 * the spellings that the contract declares: nothing is guessed.
 */
export interface ReadingRules {
  /** The spellings when a contract declares none. */
  readonly usual: readonly string[];
  /** Spellings that errors suggest. */
  readonly examples: readonly string[];
  /**
   * Why a column cannot read these spellings, in words that complete "Expected ... to be"; `undefined`
   * when it can.
   */
  problem(reads: readonly string[], options: Pick<ReadingOptions, 'zoneMs'>): string | undefined;
  /** Whether a batch may hold the values as words of a list, as text is. Default: `false`. */
  readonly takesWords?: boolean;
  /** Prepares to read the values of a column. */
  reader(column: Pick<Column, 'precision' | 'scale'>, options: ReadingOptions): ReadValue;
}
