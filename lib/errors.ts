import { printable } from './printable.ts';

/** The message of an input check: "Expected <expected>, got <got>. <advice>" */
export interface ErrorMessage {
  /** Completes "Expected ...": `an hour such as 2026-11-20T13`. */
  readonly expected: string;
  /** Completes "got ...": `"yesterday"`. */
  readonly got: string;
  /** One or more whole sentences that say what to do. */
  readonly advice: string;
}

/** The message of a failed disk, network or service: "<failed>: <got>. <advice>" */
export interface FailureMessage {
  /** What failed, as a clause: `Could not write ./lake/a`. */
  readonly failed: string;
  /** Why, in the words of the system: `ENOSPC`. */
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
  /** Empty when the message is that of a failure. */
  readonly expected: string;
  readonly got: string;
  readonly advice: string;
  readonly retryable: boolean;

  constructor(
    message: ErrorMessage | FailureMessage,
    { cause, retryable = false }: ErrorDetails = {},
  ) {
    const expected = 'expected' in message ? printable(message.expected) : '';
    const got = printable(message.got.trim() === '' ? 'no words' : message.got);
    const advice = printable(message.advice);
    super(
      'failed' in message
        ? `${printable(message.failed)}: ${got}. ${advice}`
        : `Expected ${expected}, got ${got}. ${advice}`,
      cause === undefined ? {} : { cause },
    );
    this.name = new.target.name;
    this.expected = expected;
    this.got = got;
    this.advice = advice;
    this.retryable = retryable;
  }
}

/** What a person or a caller passed in is not usable: an hour, a count, a name, a setting. */
export class InputError extends HourlakeError {}

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

/** A worker thread ended before it had made the file of an hour. */
export class WorkerError extends HourlakeError {
  readonly hour: string;

  constructor(message: ErrorMessage, facts: { readonly hour: string }, details: ErrorDetails = {}) {
    super(message, details);
    this.hour = facts.hour;
  }
}

/** A store could not list, read or land an object. */
export class StoreError extends HourlakeError {
  /** Key of the object, or the prefix that was listed. */
  readonly key: string;

  constructor(
    message: ErrorMessage | FailureMessage,
    facts: { readonly key: string },
    details: ErrorDetails = {},
  ) {
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

/** A run ended with hours that did not land; the others did. */
export class RunFailedError extends HourlakeError {
  /** The hours that did not land, oldest first. */
  readonly hours: readonly string[];

  constructor(
    message: ErrorMessage,
    facts: { readonly hours: readonly string[] },
    details: ErrorDetails = {},
  ) {
    super(message, details);
    this.hours = facts.hours;
  }
}
