import { counted, grouped } from '../../bin/terminal/numbers.ts';
import type { DayOfDownloads } from '../parts/bigquery.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { inSeconds, megabytesOf, rateOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** What a captured day may use: milliseconds of CPU time, and bytes. */
const GOALS = { cpu: 60_000, peakBytes: 300e6 } as const;

/** Returns the table of a day of downloads from BigQuery. */
export function bigQueryTable({ bigquery }: Results): BenchTable | undefined {
  const [first] = bigquery?.rounds ?? [];
  if (bigquery === undefined || first === undefined) return undefined;
  const { machine, rounds } = bigquery;
  const captured = rounds.map((round) => round.captured);
  const { pages, rows, fileBytes } = first.captured;
  return {
    columns: [
      `a day of ${grouped(rows)} downloads`,
      'wall-clock time',
      'CPU time',
      'rows per second of CPU time',
      'peak memory',
    ],
    rows: [
      line('captured from a stand-in of BigQuery', captured),
      line(
        'generated without a server',
        rounds.map((round) => round.generated),
      ),
    ],
    notes: [
      `The result has ${counted(pages, 'page')}, and what lands is a file of ${megabytesOf(fileBytes)}; ${counted(rounds.length, 'round')}, each in a new process. Times include the start of the process, and CPU time is that of all its threads. Memory is the largest resident set size of all rounds. Measured on ${machine.processor}, ${counted(machine.cores, 'core')}, with a load average of ${machine.busyBefore} before the rounds.`,
      goalsOf(captured),
    ],
  };
}

function line(name: string, days: readonly DayOfDownloads[]): string[] {
  return [
    name,
    secondsOf(summaryOf(days.map(({ wall }) => wall))),
    secondsOf(summaryOf(days.map(({ cpu }) => cpu))),
    rateOf(summaryOf(days.map(({ rows, cpu }) => (rows / cpu) * 1000))),
    megabytesOf(largest(days, 'peakBytes')),
  ];
}

/** Judged by the worst round. */
function goalsOf(days: readonly DayOfDownloads[]): string {
  const [cpu, peakBytes] = [largest(days, 'cpu'), largest(days, 'peakBytes')];
  return [
    `Goals for a captured day: less than ${GOALS.cpu / 1000} seconds of CPU time`,
    ` (${inSeconds(cpu)} s in the slowest round, ${verdict(cpu < GOALS.cpu)})`,
    ` and less than ${megabytesOf(GOALS.peakBytes)} of memory`,
    ` (${megabytesOf(peakBytes)}, ${verdict(peakBytes < GOALS.peakBytes)}).`,
  ].join('');
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : '**missed**';
}

function largest(days: readonly DayOfDownloads[], figure: 'cpu' | 'peakBytes'): number {
  return Math.max(...days.map((day) => day[figure]));
}
