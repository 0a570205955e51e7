import type { ExportReport } from '../../lib/export/export-rows.ts';
import type { LandedPartition } from '../../lib/export/land-files.ts';
import type { Context } from '../context.ts';
import { counted, inBytes } from '../terminal/numbers.ts';
import { drawTable } from '../terminal/result-table.ts';

/** What an export did in a target: a sentence, and a table of its partitions. */
export function exportText(
  name: string,
  { target, partitions }: ExportReport,
  context: Pick<Context, 'colours' | 'width'>,
): string {
  if (partitions.length === 0) return `${name}: no rows, so nothing was written to ${target}.\n`;
  const columns = ['partition', 'rows', 'bytes', 'outcome'];
  const rows = partitions.map(({ partition, key, rows: count, bytes, outcome }) => [
    partition === '' ? (key.split('/').at(-1) ?? '') : partition,
    count,
    bytes,
    outcome,
  ]);
  return `${drawTable({ columns, rows }, context)}\n${name} in ${target}: ${sentence(partitions)}.\n`;
}

function sentence(partitions: readonly LandedPartition[]): string {
  const counts = (['written', 'replaced', 'already there'] as const).flatMap((outcome) => {
    const { length } = partitions.filter((partition) => partition.outcome === outcome);
    return length === 0 ? [] : [`${length} ${outcome}`];
  });
  const total = (of: 'rows' | 'bytes') => partitions.reduce((sum, each) => sum + each[of], 0);
  return `${counted(partitions.length, 'partition')} (${counted(total('rows'), 'row')}, ${inBytes(total('bytes'))}): ${counts.join(', ')}`;
}
