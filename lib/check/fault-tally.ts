import { type FaultCount, keepFirst } from '../contract/row-faults.ts';
import type { RuleName } from '../contract/value-rules.ts';
import type { ExtraCount } from './check-result.ts';

/**
 * Counts faults by field and rule. Its memory grows with the kinds of faults, which the table and its shapes
 * bound, and not with the rows.
 *
 * @example
 * const tally = new FaultTally()
 * tally.begin([7, 8])
 * tally.fault(1, 'details.python', 'type')
 * tally.faults // => [{ column: 'details.python', rule: 'type', rows: 1, positions: [8] }]
 */
export class FaultTally {
  readonly #faults = new Map<string, FaultCount & { rows: number; readonly positions: number[] }>();
  readonly #extras = new Map<string, number>();
  #positions: ArrayLike<number> = [];
  #isFaulty = new Uint8Array();
  #rows = 0;
  #faultyRows = 0;

  /**
   * Begins with further rows.
   *
   * @param positions where each of them stands, from 1
   */
  begin(positions: ArrayLike<number>): void {
    this.#positions = positions;
    this.#isFaulty = new Uint8Array(positions.length);
    this.#rows += positions.length;
  }

  /**
   * Counts a fault of a row. Of each row it takes a field and rule once.
   *
   * @param row number among the rows of the last `begin`, from 0
   */
  fault(row: number, field: string, rule: RuleName): void {
    const kind = `${rule} ${field}`;
    let count = this.#faults.get(kind);
    if (count === undefined) {
      count = { column: field, rule, rows: 0, positions: [] };
      this.#faults.set(kind, count);
    }
    count.rows += 1;
    keepFirst(count.positions, this.#positions[row] ?? 0);
    if (this.#isFaulty[row] === 1) return;
    this.#isFaulty[row] = 1;
    this.#faultyRows += 1;
  }

  /** Counts a row whose record has further members. Of each row it takes a record once. */
  extra(field: string): void {
    this.#extras.set(field, (this.#extras.get(field) ?? 0) + 1);
  }

  /** Number of all rows. */
  get rows(): number {
    return this.#rows;
  }

  /** Number of rows with at least one fault. */
  get faultyRows(): number {
    return this.#faultyRows;
  }

  /** All faults, in the order of their first rows, then of their fields and rules. */
  get faults(): readonly FaultCount[] {
    return [...this.#faults.values()].sort(inOrder);
  }

  /** All records with further members, in the order of their paths. */
  get extras(): readonly ExtraCount[] {
    const extras = [...this.#extras].map(([field, rows]) => ({ field, rows }));
    return extras.sort((one, other) => (one.field < other.field ? -1 : 1));
  }
}

function inOrder(one: FaultCount, other: FaultCount): number {
  const [first = 0, second = 0] = [one.positions[0], other.positions[0]];
  if (first !== second) return first - second;
  return `${one.column} ${one.rule}` < `${other.column} ${other.rule}` ? -1 : 1;
}
