import type { HourlakeError } from '../errors.ts';
import type { Period } from '../model/period.ts';

/** The period landed in this run. */
export interface LandedReceipt {
  readonly period: Period;
  readonly key: string;
  readonly status: 'landed';
  readonly rows: number;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * The period was there. Rows, bytes and digest are known only when this run had made the period
 * before another process landed it: the listing gives keys, and no file is read to plan.
 */
export interface AlreadyThereReceipt {
  readonly period: Period;
  readonly key: string;
  readonly status: 'already-there';
  readonly rows?: number;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** The period did not land in this run. */
export interface FailedReceipt {
  readonly period: Period;
  readonly key: string;
  readonly status: 'failed';
  readonly error: HourlakeError;
}

/** What happened to one period in a run. */
export type Receipt = LandedReceipt | AlreadyThereReceipt | FailedReceipt;
