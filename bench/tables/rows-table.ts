import { grouped } from '../../bin/terminal/numbers.ts';
import { labelOf, REFERENCE } from '../contenders/contenders.ts';
import type { MeasuredContender } from '../parts/rows-per-second.ts';
import type { Results } from '../results.ts';
import type { Measured } from '../served-contender.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { rateOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table that compares all contenders with large hours. */
export function rowsTable({ rows, amounts }: Results): BenchTable | undefined {
  if (rows === undefined) return undefined;
  const reference = rows.contenders.find(({ name }) => name === REFERENCE)?.repetitions ?? [];
  const ofProcessor = reference.map(rowsPerCpuSecond);
  const byClock = reference.map(rowsPerSecond);
  const line = ({ name, repetitions }: MeasuredContender): string[] => [
    labelOf(name, amounts),
    timesOf(ratioOf(ofProcessor, repetitions.map(rowsPerCpuSecond))),
    timesOf(ratioOf(byClock, repetitions.map(rowsPerSecond))),
    rateOf(summaryOf(repetitions.map(rowsPerCpuSecond))),
    rateOf(summaryOf(repetitions.map(rowsPerSecond))),
    bytesOf(repetitions),
    grouped(Math.round(summaryOf(repetitions.map((each) => each.rows)).median)),
  ];
  const tookPart = rows.contenders.filter(({ repetitions }) => repetitions.length > 0);
  return {
    columns: [
      'way',
      'speed-up of Hourlake, CPU time',
      'speed-up, wall-clock time',
      'rows per second of CPU time',
      'rows per second of wall-clock time',
      'bytes per row',
      'rows per repetition',
    ],
    rows: tookPart.map(line),
    notes: [
      `Median of ${amounts.rounds} rounds, with minimum and maximum in parentheses. Ratios are computed within each round. ${
        rows.pinned
          ? 'Each contender was pinned to one core.'
          : 'Contenders could not be pinned to one core on this machine, so compare CPU time.'
      }`,
      ...rows.contenders.flatMap(({ name, leftOut }) =>
        leftOut === undefined ? [] : [`Left out: ${labelOf(name, amounts)}, because ${leftOut}.`],
      ),
    ],
  };
}

function rowsPerCpuSecond({ rows, cpu }: Measured): number {
  return (rows / cpu) * 1000;
}

function rowsPerSecond({ rows, wall }: Measured): number {
  return (rows / wall) * 1000;
}

function bytesOf(repetitions: readonly Measured[]): string {
  const each = summaryOf(repetitions.map(({ rows, bytes }) => bytes / rows)).median;
  return each === 0 ? '' : String(Math.round(each));
}
