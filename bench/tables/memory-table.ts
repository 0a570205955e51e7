import { grouped } from '../../bin/terminal/numbers.ts';
import type { Landed } from '../parts/memory.ts';
import type { Results } from '../results.ts';
import type { Summary } from '../statistics.ts';
import { inSeconds, megabytesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of memory: of a huge hour, and of a long backfill over time. */
export function memoryTable({ memory }: Results): BenchTable | undefined {
  if (memory === undefined) return undefined;
  const { hugeHour, backfill } = memory;
  const line = (what: string, { peakBytes, rows, wall, cpu }: Landed, quarters: string[]) => [
    what,
    megabytesOf(peakBytes),
    ...quarters,
    grouped(rows),
    `${inSeconds(wall)} s`,
    `${inSeconds(cpu)} s`,
  ];
  const [first, last] = [backfill.quarters[0], backfill.quarters.at(-1)];
  return {
    columns: [
      'one process',
      'peak memory',
      'in the first quarter of the run',
      'in the last quarter',
      'rows',
      'wall-clock time',
      'CPU time',
    ],
    rows: [
      line('`hourlake ingest` of one huge hour', hugeHour, ['', '']),
      line(`\`hourlake backfill\` of ${grouped(backfill.hours)} hours`, backfill, [
        quarter(first),
        quarter(last),
      ]),
    ],
    notes: [
      'Memory is the resident set size. Quarters show the median, minimum and maximum of the samples.',
    ],
  };
}

function quarter(summary: Summary | undefined): string {
  if (summary === undefined) return '';
  const { median, min, max } = summary;
  return `${megabytesOf(median)} (${Math.round(min / 1e6)} to ${Math.round(max / 1e6)})`;
}
