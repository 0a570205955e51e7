import { printable } from './printable.ts';

/** The message of an input check: "Expected <expected>, got <got>. <advice>" */
export interface ErrorMessage {
  /** Completes "Expected ...": `a UTC hour such as 2026-11-20T13`. */
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

/** What an error carries besides its message. */
export interface ErrorDetails {
  /** The error that led here; always passed on. */
  readonly cause?: unknown;
  /** Whether the same attempt may succeed later; only the runner reads it. Default: `false`. */
  readonly retryable?: boolean;
}

/**
 * The base of every error that Hourlake throws on purpose. Its message can be printed as it is: control
 * characters are escaped, and long text is cut.
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
    const got = printable(message.got.trim() === '' ? 'nothing' : message.got);
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

/** A person or a caller passed in something that is not usable: a period, a count, a name, a setting. */
export class InputError extends HourlakeError {}

/** The declaration of a job in a lake is not usable, or the files do not say what it would say. */
export class DeclarationError extends InputError {
  /** Key of the declaration, which may be missing: `_lake/fake-accounts.json`. */
  readonly key: string;

  constructor(message: ErrorMessage, facts: { readonly key: string }, details: ErrorDetails = {}) {
    super(message, details);
    this.key = facts.key;
  }
}

/** A text, a file or a system does not describe a table in a way that can be read. */
export class SchemaError extends InputError {
  /** Where it went wrong: `orders.json, fields[3].type`. */
  readonly place: string;

  constructor(
    message: ErrorMessage,
    facts: { readonly place: string },
    details: ErrorDetails = {},
  ) {
    super(message, details);
    this.place = facts.place;
  }
}

/**
 * A secret is missing or not usable: the key to protect or reveal values with, which may also not be the
 * key of the lake, or the URL of a database.
 */
export class KeyError extends HourlakeError {}

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

/** Bytes could not be written as Parquet, or are not a whole Parquet file. */
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

/**
 * A capture is not usable as a whole: a file that is no workbook, a header without a required column,
 * too many rows that break their contract. The message says what is wrong and how to mend it, without
 * any value of a row.
 */
export class CaptureError extends HourlakeError {}

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

/** There is no object under a key. */
export class MissingObjectError extends StoreError {}

/** What the rows under a key came from is older than its job keeps it, or was never kept. */
export class ExpiredObjectError extends MissingObjectError {}

/** A key holds other bytes than it should; nothing was overwritten. */
export class DifferentObjectError extends StoreError {}

/** A catalog could not register periods, or a crawler could not be started; what has landed stays. */
export class CatalogError extends HourlakeError {}

/** A database could not be reached, refused a statement, or has another form than expected. */
export class DatabaseError extends HourlakeError {
  /**
   * Its SQLSTATE, such as `23505`, its reason in BigQuery, such as `quotaExceeded`, or the code of the
   * operating system; `undefined` where there is none.
   */
  readonly code: string | undefined;

  constructor(
    message: ErrorMessage | FailureMessage,
    { code, ...details }: ErrorDetails & { readonly code?: string | undefined } = {},
  ) {
    super(message, details);
    this.code = code;
  }

  /** Whether the rows were refused, and others may well be accepted. */
  get isOfRows(): boolean {
    // Classes of SQLSTATE: data exceptions, and violations of integrity constraints. The word is BigQuery's.
    return /^(2[23]...|invalid)$/.test(this.code ?? '');
  }
}

/** A query is missing or malformed, or the engine refused it. */
export class QueryError extends HourlakeError {}

/** A result could not be written to a file, a pipe or a terminal, or a large object to a temporary file. */
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
