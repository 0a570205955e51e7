import type { HourlakeError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import type { Period } from '../model/period.ts';

/** What happened to one period in a delivery. */
export type DeliveryReceipt =
  | DeliveredReceipt
  | ThereReceipt
  | ChangedReceipt
  | FailedDeliveryReceipt;

/** This run delivered the period. */
export interface DeliveredReceipt {
  readonly period: Period;
  readonly status: 'delivered';
  readonly rows: number;
  /** SHA-256 of its object, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** The period was delivered before, or by another run at the same time. */
export interface ThereReceipt {
  readonly period: Period;
  readonly status: 'already-there';
}

/** The object was replaced after the period was delivered: the database has the rows of the earlier one. */
export interface ChangedReceipt {
  readonly period: Period;
  readonly status: 'changed';
  /** Of the object in the lake. */
  readonly sha256: string;
  /** Of the object that was delivered. */
  readonly delivered: string;
}

/** The period was not delivered. */
export interface FailedDeliveryReceipt {
  readonly period: Period;
  readonly status: 'failed';
  readonly error: HourlakeError;
}

/** A landed period, and the period of another job that has to be delivered before. */
export interface WaitingDelivery {
  readonly period: Period;
  readonly waitsFor: { readonly job: string; readonly period: Period };
}

/** What a delivery did for one job. */
export interface DeliveryReport {
  readonly job: Job;
  /** One for each period that was reached. */
  readonly receipts: readonly DeliveryReceipt[];
  readonly waiting: readonly WaitingDelivery[];
  /** Periods that were not begun: the run was asked to end, or the database failed. */
  readonly notBegun: readonly Period[];
  /** Why the job as a whole could not be delivered to its end. */
  readonly failure?: Error;
}
