import type { Batch } from '../model/batch.ts';
import type { RawRows } from '../model/raw-rows.ts';
import type { Contract } from './contract.ts';
import { KnownWords } from './known-words.ts';
import { matchNames } from './match-names.ts';
import { packColumn, type ReadValues } from './pack-column.ts';
import { readColumn } from './read-column.ts';
import { type FaultCount, type Reject, RowFaults } from './row-faults.ts';

/** Rows that were checked: each is accepted or rejected, in the order in which it came. */
export interface CheckedRows {
  /** The rows that fit, as a batch of the contract's table. */
  readonly accepted: Batch;
  /** Where each accepted row stood in its capture. */
  readonly positions: Float64Array;
  /** The rows that do not fit. */
  readonly rejects: readonly Reject[];
  /** All faults of the rejected rows, by column and rule. */
  readonly faults: readonly FaultCount[];
}

/**
 * Prepares to check the rows of a capture. A column that is missing has no value in any row; whether such
 * rows should be checked at all is for `checkNames` to say. How the rows of a capture are cut into
 * pieces does not matter.
 *
 * @example
 * const checked = rowChecker(openContract({ name: 't', description: '', columns: [{ name: 'n', type: 'integer' }] }))
 * checked({ length: 2, names: ['N'], columns: [['7', 'x']], positions: [2, 3] }).accepted // => { n: Int32Array.of(7) }
 * checked({ length: 1, names: ['N'], columns: [['x']], positions: [3] }).rejects // => [{ row: 0, position: 3, rule: 'type', column: 'n', faults: 1 }]
 */
export function rowChecker(contract: Contract): (rows: RawRows) => CheckedRows {
  const words = contract.columns.map(({ takesWords, words: all }) =>
    takesWords ? new KnownWords(all) : undefined,
  );
  const placesOf = placesFinder(contract);

  return (rows) => {
    const places = placesOf(rows.names);
    const faults = new RowFaults(contract, rows);
    const values = contract.columns.map((column, index) =>
      readColumn(column, rows.columns[places[index] ?? -1], rows.length, {
        onFault: (row, rule, path) => faults.add(row, index, rule, path),
      }),
    );
    const { kept } = faults;
    return {
      accepted: packedBatch(contract, { values, kept, words }),
      positions: positionsOf(rows, kept),
      rejects: faults.rejects,
      faults: faults.counts,
    };
  };
}

function packedBatch(
  { columns }: Contract,
  {
    values,
    kept,
    words,
  }: {
    readonly values: readonly ReadValues[];
    readonly kept: Int32Array | undefined;
    readonly words: readonly (KnownWords | undefined)[];
  },
): Batch {
  return Object.fromEntries(
    columns.map(({ column }, index) => [
      column.name,
      packColumn(values[index] ?? [], kept, words[index]),
    ]),
  );
}

function positionsOf({ positions, length }: RawRows, kept: Int32Array | undefined): Float64Array {
  const those = new Float64Array(kept?.length ?? length);
  for (let at = 0; at < those.length; at += 1) those[at] = positions[kept?.[at] ?? at] ?? 0;
  return those;
}

/** Pieces of a capture mostly have the same names. */
function placesFinder(contract: Contract): (names: readonly string[]) => readonly number[] {
  let last: { readonly names: readonly string[]; readonly places: readonly number[] } | undefined;
  return (names) => {
    const isSame =
      last?.names.length === names.length && last.names.every((name, at) => name === names[at]);
    if (last === undefined || !isSame) last = { names, places: matchNames(contract, names).places };
    return last.places;
  };
}
