import { printable } from './printable.ts';

/** What every error of Hourlake says: what was expected, what was got, what to do about it. */
export interface ErrorMessage {
  /** Completes "Expected ...": `an hour such as 2026-11-20T13`. */
  readonly expected: string;
  /** Completes "got ...": `"yesterday"`. */
  readonly got: string;
  /** One or more whole sentences that say what to do. */
  readonly advice: string;
}

/** What an error carries beside its message. */
export interface ErrorDetails {
  /** The error that led here; always passed on. */
  readonly cause?: unknown;
  /** Whether the same attempt may succeed later; only the runner reads it. Default: `false`. */
  readonly retryable?: boolean;
}

/**
 * The base of every error that Hourlake throws on purpose. Whatever was got is told so that it can be
 * printed: without control characters, and not at any length.
 *
 * @example
 * new InputError({ expected: 'a whole number', got: '"x"', advice: 'Pass --accounts 50.' }).message // => 'Expected a whole number, got "x". Pass --accounts 50.'
 */
export abstract class HourlakeError extends Error {
  readonly expected: string;
  readonly got: string;
  readonly advice: string;
  readonly retryable: boolean;

  constructor(message: ErrorMessage, { cause, retryable = false }: ErrorDetails = {}) {
    const expected = printable(message.expected);
    const got = printable(message.got.trim() === '' ? 'no words' : message.got);
    const advice = printable(message.advice);
    super(`Expected ${expected}, got ${got}. ${advice}`, cause === undefined ? {} : { cause });
    this.name = new.target.name;
    this.expected = expected;
    this.got = got;
    this.advice = advice;
    this.retryable = retryable;
  }
}

/** What a person or a caller passed in is not usable: an hour, a count, a name, a setting. */
export class InputError extends HourlakeError {}

/** What a lake says about how the periods of a job were made is not usable. */
export class DeclarationError extends InputError {
  /** Key of the declaration, which may be missing: `_lake/fake-accounts.json`. */
  readonly key: string;

  constructor(message: ErrorMessage, facts: { readonly key: string }, details: ErrorDetails = {}) {
    super(message, details);
    this.key = facts.key;
  }
}

/** A batch does not fit its table. */
export class BatchError extends HourlakeError {
  readonly table: string;
  readonly column: string;
  /** Number of the row within its batch, from 0; `undefined` when the column as a whole is wrong. */
  readonly row: number | undefined;

  constructor(
    message: ErrorMessage,
    facts: { readonly table: string; readonly column: string; readonly row?: number },
    details: ErrorDetails = {},
  ) {
    super(message, details);
    this.table = facts.table;
    this.column = facts.column;
    this.row = facts.row;
  }
}

/** Bytes could not be written as Parquet, or are not Parquet that can be read. */
export class ParquetError extends HourlakeError {}

/** A worker thread ended before it had made the file of a period. */
export class WorkerError extends HourlakeError {
  readonly period: string;

  constructor(
    message: ErrorMessage,
    facts: { readonly period: string },
    details: ErrorDetails = {},
  ) {
    super(message, details);
    this.period = facts.period;
  }
}

/** A store could not list, read or land an object. */
export class StoreError extends HourlakeError {
  /** Key of the object, or the prefix that was listed. */
  readonly key: string;

  constructor(message: ErrorMessage, facts: { readonly key: string }, details: ErrorDetails = {}) {
    super(message, details);
    this.key = facts.key;
  }
}

/** The key holds other bytes than it should: nothing was overwritten. */
export class DifferentObjectError extends StoreError {}

/** A catalog could not be told of hours, or a crawler not started; what has landed stays. */
export class CatalogError extends HourlakeError {}

/** A saved query is missing, malformed, or the engine refused it. */
export class QueryError extends HourlakeError {}

/** A result could not be written to a file, a pipe or a terminal. */
export class OutputError extends HourlakeError {}

/** A period of a job. */
export interface JobPeriod {
  readonly job: string;
  readonly period: string;
}

/** A run in which a job or a period failed; the others landed. */
export class RunFailedError extends HourlakeError {
  /** The periods that did not land; of each job the oldest first. */
  readonly periods: readonly JobPeriod[];

  constructor(
    message: ErrorMessage,
    facts: { readonly periods: readonly JobPeriod[] },
    details: ErrorDetails = {},
  ) {
    super(message, details);
    this.periods = facts.periods;
  }
}
