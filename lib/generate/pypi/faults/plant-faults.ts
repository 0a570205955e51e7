import type { RawValue } from '../../../model/raw-rows.ts';
import { distroRecords } from '../clients/distro-records.ts';
import type { PieceDraws } from '../rows/piece-draws.ts';
import { type DownloadFaultKind, downloadFaultKinds } from './pypi-faults.ts';

const TWO_32 = 2 ** 32;

/** The only column whose faults need a record around them. */
const DISTRO = 'details_distro';

/** A fault of one of the rows of a piece. */
export interface PlantedInPiece {
  /** Number of the row in its piece, from 0. */
  readonly row: number;
  readonly kind: DownloadFaultKind;
}

/**
 * The faulty rows of a piece. A row has at most one fault, which does not depend on the columns that are
 * asked for.
 *
 * @param dirt share of the rows with a fault
 */
export function* plantedIn(draws: PieceDraws, dirt: number): Generator<PlantedInPiece> {
  const [whether, which] = [draws.streams('dirt'), draws.streams('fault')];
  let distros: readonly RawValue[] | undefined;
  for (let row = 0; row < draws.length; row += 1) {
    if (whether.uint32(draws.first + row) >= dirt * TWO_32) continue;
    distros ??= distroRecords(draws);
    const distro = distros[row] ?? null;
    const possible = downloadFaultKinds.filter(
      ({ column, plant }) => column !== DISTRO || plant(distro) !== undefined,
    );
    const kind = possible[which.below(draws.first + row, possible.length)];
    if (kind !== undefined) yield { row, kind };
  }
}

/** Puts the faults of a piece into those columns that are there. */
export function plantInDownloads(
  columns: readonly RawValue[][],
  {
    names,
    draws,
    dirt,
  }: { readonly names: readonly string[]; readonly draws: PieceDraws; readonly dirt: number },
): void {
  for (const { row, kind } of plantedIn(draws, dirt)) {
    const column = columns[names.indexOf(kind.column)];
    if (column === undefined) continue;
    const faulty = kind.plant(column[row] ?? null);
    if (faulty !== undefined) column[row] = faulty;
  }
}
