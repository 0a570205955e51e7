import type { RawRows } from '../model/raw-rows.ts';
import type { Contract } from './contract.ts';
import { type RuleName, ruleNames } from './value-rules.ts';

/** Positions that are kept of each kind of fault. */
export const FIRST_POSITIONS = 5;

/** How often a column of some rows, or a member of its documents, broke a rule. */
export interface FaultCount {
  /** Its name, or the path of the member: `details.distro.libc.version`. */
  readonly column: string;
  readonly rule: RuleName;
  /** Number of rows. */
  readonly rows: number;
  /** Where the first of them stood, {@link FIRST_POSITIONS} at most. */
  readonly positions: readonly number[];
}

/** A row that does not fit its contract. */
export interface Reject {
  /** Number of the row among those that were checked, from 0. */
  readonly row: number;
  /** Where it stood in its capture. */
  readonly position: number;
  /** The rule that it broke first, in the order of the table's columns. */
  readonly rule: RuleName;
  /** The column of the table that broke it, or the path of a member of its document. */
  readonly column: string;
  /** Number of its columns, and of members of documents, that broke a rule. */
  readonly faults: number;
}

/** Collects the faults of some rows, column by column. Rows without faults cost nothing. */
export class RowFaults {
  readonly #columns: Contract['columns'];
  readonly #rows: RawRows;
  /** Paths in documents, by number. Number 0 is the value of a column as a whole. */
  readonly #paths = [''];
  /** For each row, the number of its faults; `undefined` while there are none. */
  #faults: Uint32Array | undefined;
  /** For each row with faults, the kind of the first one. */
  #kinds = new Uint32Array();
  readonly #counts = new Map<number, { rows: number; readonly positions: number[] }>();

  constructor(contract: Contract, rows: RawRows) {
    this.#columns = contract.columns;
    this.#rows = rows;
  }

  /**
   * Takes a fault. Columns come in the order of the table. Each has one fault in a row at most, or one for each
   * path in its document and each rule.
   */
  add(row: number, column: number, rule: RuleName, path: string): void {
    const place = this.#pathNumber(path) * this.#columns.length + column;
    const kind = place * ruleNames.length + ruleNames.indexOf(rule);
    if (this.#faults === undefined) {
      this.#faults = new Uint32Array(this.#rows.length);
      this.#kinds = new Uint32Array(this.#rows.length);
    }
    const before = this.#faults[row] ?? 0;
    this.#faults[row] = before + 1;
    if (before === 0) this.#kinds[row] = kind;
    this.#count(kind, this.#rows.positions[row] ?? 0);
  }

  /** The numbers of the rows without a fault; `undefined` when that is all of them. */
  get kept(): Int32Array | undefined {
    const faults = this.#faults;
    if (faults === undefined) return undefined;
    const kept = new Int32Array(faults.length);
    let count = 0;
    for (let row = 0; row < faults.length; row += 1) {
      if (faults[row] !== 0) continue;
      kept[count] = row;
      count += 1;
    }
    return kept.subarray(0, count);
  }

  /** The rows with faults, in their order. */
  get rejects(): readonly Reject[] {
    const rejects: Reject[] = [];
    for (const [row, faults] of (this.#faults ?? []).entries()) {
      if (faults === 0) continue;
      const position = this.#rows.positions[row] ?? 0;
      rejects.push({ row, position, ...this.#kind(this.#kinds[row] ?? 0), faults });
    }
    return rejects;
  }

  /** All faults, by column and rule. */
  get counts(): readonly FaultCount[] {
    return [...this.#counts].map(([kind, count]) => ({ ...this.#kind(kind), ...count }));
  }

  #count(kind: number, position: number): void {
    const count = this.#counts.get(kind) ?? { rows: 0, positions: [] };
    if (count.rows === 0) this.#counts.set(kind, count);
    count.rows += 1;
    keepFirst(count.positions, position);
  }

  #pathNumber(path: string): number {
    if (path === '') return 0;
    const known = this.#paths.indexOf(path);
    return known > 0 ? known : this.#paths.push(path) - 1;
  }

  #kind(kind: number): { readonly column: string; readonly rule: RuleName } {
    const place = Math.floor(kind / ruleNames.length);
    const name = this.#columns[place % this.#columns.length]?.column.name ?? '';
    const path = this.#paths[Math.floor(place / this.#columns.length)] ?? '';
    return { column: `${name}${path}`, rule: ruleNames[kind % ruleNames.length] ?? 'type' };
  }
}

/**
 * Takes a position among the first ones, which stay in their order. The documents of a column are checked
 * after all of its values, so that a later fault may stand before an earlier one.
 *
 * @param positions that are kept: {@link FIRST_POSITIONS} at most
 * @example
 * const positions = [2, 3, 5, 6, 7]
 * keepFirst(positions, 4)
 * positions // => [2, 3, 4, 5, 6]
 */
export function keepFirst(positions: number[], position: number): void {
  const last = positions.at(-1) ?? 0;
  if (position > last) {
    if (positions.length < FIRST_POSITIONS) positions.push(position);
    return;
  }
  positions.push(position);
  positions.sort((one, other) => one - other);
  positions.splice(FIRST_POSITIONS);
}
