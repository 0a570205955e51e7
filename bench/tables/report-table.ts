import { counted, grouped, inBytes } from '../../bin/terminal/numbers.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { megabytesOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Milliseconds of a report over a year. */
const GOAL = 15_000;

/** Returns the table of a report over a lake. */
export function reportTable({ report }: Results): BenchTable | undefined {
  if (report === undefined) return undefined;
  const { days, accountsPerHour, rounds, machine } = report;
  return {
    columns: ['report', 'wall-clock time', 'CPU time', 'peak memory', 'size of the file'],
    rows: [
      [
        `${counted(days * 24, 'hour')} and ${counted(days, 'bronze day')} of about ${grouped(accountsPerHour)} accounts an hour`,
        secondsOf(summaryOf(rounds.map(({ wall }) => wall))),
        secondsOf(summaryOf(rounds.map(({ cpu }) => cpu))),
        megabytesOf(Math.max(...rounds.map(({ peakBytes }) => peakBytes))),
        inBytes(Math.max(...rounds.map(({ pageBytes }) => pageBytes))),
      ],
    ],
    notes: [
      `${counted(rounds.length, 'round')} of the complete command, each in a new process. Measured on ${machine.processor}, ${counted(machine.cores, 'core')}, with a load average of ${machine.busyBefore} before the rounds. Goal: less than ${GOAL / 1000} seconds of wall-clock time on two free cores.`,
    ],
  };
}
