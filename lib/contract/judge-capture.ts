import { CaptureError } from '../errors.ts';
import type { CheckedRows } from './check-rows.ts';
import type { Contract } from './contract.ts';
import { type FaultCount, FIRST_POSITIONS } from './row-faults.ts';

/** What became of the rows of a capture. */
export interface CaptureCounts {
  /** Number of all rows. */
  readonly rows: number;
  /** Number of rows that do not fit. */
  readonly rejects: number;
  /** All faults of these, by column and rule. A row may have several. */
  readonly faults: readonly FaultCount[];
}

/** A capture of which no row was checked yet. */
export const noCounts: CaptureCounts = { rows: 0, rejects: 0, faults: [] };

/**
 * Adds rows that were checked to the counts of their capture.
 *
 * @example
 * addChecked(noCounts, { accepted: {}, positions: [1, 2], rejects: [], faults: [] }).rows // => 2
 */
export function addChecked(
  { rows, rejects, faults }: CaptureCounts,
  checked: Pick<CheckedRows, 'positions' | 'rejects' | 'faults'>,
): CaptureCounts {
  return {
    rows: rows + checked.positions.length + checked.rejects.length,
    rejects: rejects + checked.rejects.length,
    faults: checked.faults.reduce(withFault, faults),
  };
}

function withFault(faults: readonly FaultCount[], added: FaultCount): readonly FaultCount[] {
  const isSame = ({ column, rule }: FaultCount): boolean =>
    column === added.column && rule === added.rule;
  if (!faults.some(isSame)) return [...faults, added];
  return faults.map((fault) => (isSame(fault) ? sum(fault, added) : fault));
}

function sum(one: FaultCount, other: FaultCount): FaultCount {
  const positions = [...one.positions, ...other.positions].slice(0, FIRST_POSITIONS);
  return { ...one, rows: one.rows + other.rows, positions };
}

/**
 * Decides whether a capture stands, once all its rows are counted.
 *
 * @param options.capture how the error names what was captured: `base_2019.xlsx`
 * @throws CaptureError when the contract says that it fails: because of any fault, or because more rows
 *   than its ceiling do not fit. Names columns, rules, numbers and positions, and no value of a row.
 * @example
 * judgeCapture(openContract({ name: 't', description: '', columns: [] }), { rows: 10, rejects: 1, faults: [] }, { capture: 'a.csv' }) // => undefined
 */
export function judgeCapture(
  { faults: onFault, ceiling, table }: Contract,
  { rows, rejects, faults }: CaptureCounts,
  { capture }: { readonly capture: string },
): void {
  const isAbove = onFault === 'fail' ? rejects > 0 : rejects * 100 > ceiling * rows;
  if (!isAbove) return;
  const most = onFault === 'fail' ? 'every row' : `at least ${100 - ceiling} % of the rows`;
  throw new CaptureError({
    expected: `${most} of ${capture} to fit the contract of ${table.name}`,
    got: `${rejects} of ${rows} that do not: ${faults.map(faultText).join('; ')}`,
    advice: 'Correct these rows, or the contract of the job, and run again.',
  });
}

/**
 * A kind of fault in words.
 *
 * @example
 * faultText({ column: 'QTD_VENDA', rule: 'max', rows: 12, positions: [3, 7] }) // => 'max of QTD_VENDA in 12 rows (3, 7, …)'
 */
export function faultText({ column, rule, rows, positions }: FaultCount): string {
  const list = [...positions, ...(positions.length < rows ? ['…'] : [])].join(', ');
  return `${rule} of ${column} in ${rows} row${rows === 1 ? '' : 's'} (${list})`;
}
