import type { FaultCount } from '../contract/row-faults.ts';
import type { Period } from '../model/period.ts';

/** What a check of some rows found. Holds no value of a row. */
export interface CheckResult {
  /** Number of rows. */
  readonly rows: number;
  /** Number of rows with at least one fault. */
  readonly faultyRows: number;
  /** All faults, by field and rule, in the order of their first rows. A row may have several. */
  readonly faults: readonly FaultCount[];
  /** Records with members that no column and no shape has. They are not wrong. */
  readonly extras: readonly ExtraCount[];
  /** All gates that could be judged, passed or not. */
  readonly gates: readonly GateResult[];
}

/** How many rows have further members in a record. */
export interface ExtraCount {
  /** Path of the record: `details.distro`; `''` for the row itself. */
  readonly field: string;
  readonly rows: number;
}

/** What a gate says of some rows. */
export interface GateResult {
  readonly gate: 'minRows' | 'nulls' | 'within';
  /** The column that it is about; left out for `minRows`. */
  readonly field?: string;
  /** Rows at least for `minRows`; per cent of the rows at most for `nulls`; rows at most for `within`. */
  readonly limit: number;
  /** What was found, in the unit of `limit`. Per cent have two decimals, rounded up. */
  readonly got: number;
  readonly passed: boolean;
}

/** How many captured rows of a period were rejected, by the first rule that each broke. */
export interface RejectCount {
  readonly rule: string;
  readonly field: string;
  readonly rows: number;
}

/** What a check of a landed period found. */
export interface PeriodCheck extends CheckResult {
  readonly period: Period;
  /** What was captured for the period and does not fit. It is apart from the rows, and not wrong. */
  readonly rejects: readonly RejectCount[];
  /** Why its object, or that of its rejects, could not be read as a whole; left out when it could. */
  readonly damage?: string;
}

/**
 * Whether a check found nothing wrong.
 *
 * @example
 * passes({ faults: [], gates: [{ gate: 'minRows', limit: 1, got: 0, passed: false }] }) // => false
 */
export function passes({
  faults,
  gates,
  damage,
}: Pick<PeriodCheck, 'faults' | 'gates' | 'damage'>): boolean {
  return faults.length === 0 && damage === undefined && gates.every(({ passed }) => passed);
}
