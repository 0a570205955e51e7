import type { RuleName } from '../contract/value-rules.ts';
import { isRecord } from '../model/is-record.ts';
import type { JsonValue } from '../model/json-row.ts';
import { CellFault, type RawValue } from '../model/raw-rows.ts';
import type { RecordNode, RecordTree } from './record-tree.ts';

/** The values of a column, and the rows that have one. */
export interface PlacedValues {
  readonly raw: RawValue[];
  /** For each value, the number of its row. */
  readonly rows: number[];
}

/** Receives what is wrong with the records themselves: members that are missing, or are no records. */
export interface PlacementReport {
  readonly onFault: (row: number, field: string, rule: RuleName) => void;
  /** Called once for each row and record with members that no column has. */
  readonly onExtra: (row: number, field: string) => void;
}

/** A record of JSON. */
type Members = Readonly<Record<string, JsonValue>>;

/**
 * Takes the values of columns out of records. A row whose record lacks the member has no value there, and one
 * fault: at the first name of the path that is missing.
 *
 * @param records `undefined` for a line that is no JSON
 * @returns for each column its values
 * @example
 * const contract = openContract({ name: 't', description: '', columns: [{ name: 'city', type: 'string' }] })
 * const found = []
 * const tree = recordTree(contract, { city: 'address.city' })
 * placeRecords(tree, [{ address: { city: 'Natal' } }, {}], { onFault: (...fault) => found.push(fault), onExtra() {} }) // => [{ raw: ['Natal'], rows: [0] }]
 * found // => [[1, 'address', 'missing']]
 */
export function placeRecords(
  tree: RecordTree,
  records: readonly (JsonValue | undefined)[],
  report: PlacementReport,
): readonly PlacedValues[] {
  const placed = tree.fields.map((): PlacedValues => ({ raw: [], rows: [] }));
  for (const [row, record] of records.entries()) {
    if (isMembers(record)) new Placement(tree, placed, { row, report }).placeRecord(record);
    else report.onFault(row, '', 'type');
  }
  return placed;
}

/** In place of either value. */
const TWICE = new CellFault('', 'two members for one column');

/** Places the values of one record. */
class Placement {
  readonly #tree: RecordTree;
  readonly #placed: readonly PlacedValues[];
  readonly #row: number;
  readonly #report: PlacementReport;

  constructor(
    tree: RecordTree,
    placed: readonly PlacedValues[],
    { row, report }: { readonly row: number; readonly report: PlacementReport },
  ) {
    this.#tree = tree;
    this.#placed = placed;
    this.#row = row;
    this.#report = report;
  }

  placeRecord(record: Members): void {
    const { root, columnOf, direct, fields } = this.#tree;
    let hasExtra = false;
    for (const name of Object.keys(record)) {
      if (root.members.has(name)) continue;
      const column = columnOf(name);
      if (column < 0) hasExtra = true;
      else this.#put(column, record[name] ?? null);
    }
    for (const column of direct) {
      if (!this.#has(column)) this.#report.onFault(this.#row, fields[column] ?? '', 'missing');
    }
    this.#placeMembers(root, record);
    if (hasExtra) this.#report.onExtra(this.#row, '');
  }

  #placeValue(node: RecordNode, value: JsonValue): void {
    const { path, column, members } = node;
    if (members.size > 0 && value !== null && !isMembers(value)) {
      this.#report.onFault(this.#row, path, 'type');
      return;
    }
    if (column >= 0) this.#put(column, value);
    if (members.size === 0) return;
    if (value === null) {
      for (const member of members.values()) this.#placeValue(member, null);
    } else if (isMembers(value)) {
      const present = this.#placeMembers(node, value);
      if (Object.keys(value).length > present) this.#report.onExtra(this.#row, path);
    }
  }

  /** @returns the number of members that are there */
  #placeMembers({ members }: RecordNode, record: Members): number {
    let present = 0;
    for (const [name, member] of members) {
      if (Object.hasOwn(record, name)) {
        present += 1;
        this.#placeValue(member, record[name] ?? null);
      } else this.#report.onFault(this.#row, member.path, 'missing');
    }
    return present;
  }

  #has(column: number): boolean {
    return this.#placed[column]?.rows.at(-1) === this.#row;
  }

  #put(column: number, value: RawValue): void {
    const { raw = [], rows = [] } = this.#placed[column] ?? {};
    if (rows.at(-1) === this.#row) {
      raw[raw.length - 1] = TWICE;
      return;
    }
    raw.push(value);
    rows.push(this.#row);
  }
}

function isMembers(value: JsonValue | undefined): value is Members {
  return isRecord(value);
}
