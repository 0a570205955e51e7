import type { HourlakeError } from '../errors.ts';
import type { Hour } from '../model/period.ts';

/** The hour landed in this run. */
export interface LandedReceipt {
  readonly hour: Hour;
  readonly key: string;
  readonly status: 'landed';
  readonly rows: number;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * The hour was there. Rows, bytes and digest are known only when this run had generated the hour
 * before another process landed it: the listing gives keys, and no file is read to plan.
 */
export interface AlreadyThereReceipt {
  readonly hour: Hour;
  readonly key: string;
  readonly status: 'already-there';
  readonly rows?: number;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** The hour did not land in this run. */
export interface FailedReceipt {
  readonly hour: Hour;
  readonly key: string;
  readonly status: 'failed';
  readonly error: HourlakeError;
}

/** What happened to one hour in a run. */
export type Receipt = LandedReceipt | AlreadyThereReceipt | FailedReceipt;
