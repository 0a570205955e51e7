import { grouped } from '../../bin/terminal/numbers.ts';
import type { HourOfRun } from '../parts/movements.ts';
import type { Results } from '../results.ts';
import { summaryOf } from '../statistics.ts';
import { rateOf, secondsOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of how fast movements are made. */
export function movementsTable({ movements }: Results): BenchTable | undefined {
  if (movements === undefined) return undefined;
  return {
    columns: [
      'movements to Parquet, in a lake that began ten years ago',
      'rows per second of CPU time',
      'rows per second of wall-clock time',
      'bytes per row',
      'rows',
    ],
    rows: movements.rates.map(({ name, hours, repetitions }) => {
      const [{ rows = 0, bytes = 0 } = {}] = repetitions;
      return [
        `${hours} ${name}, ${grouped(Math.round(rows / hours))} movements on average`,
        rateOf(summaryOf(repetitions.map((each) => (each.rows / each.cpu) * 1000))),
        rateOf(summaryOf(repetitions.map((each) => (each.rows / each.wall) * 1000))),
        (bytes / rows).toFixed(1),
        grouped(rows),
      ];
    }),
    notes: [
      `Made and encoded, not landed. Each repetition is a new process${movements.pinned ? ' on one core' : ''}, in which ten years of history are computed first; ${movements.rates[0]?.repetitions.length ?? 0} rounds.`,
    ],
  };
}

/** Returns the table of what a long history costs the run of an hour. */
export function historyTable({ movements }: Results): BenchTable | undefined {
  if (movements === undefined) return undefined;
  const { history } = movements;
  const [long, short] = [history.map((round) => round.long), history.map((round) => round.short)];
  return {
    columns: [
      '`hourlake ingest --job movimento` of one hour',
      'CPU time',
      'wall-clock time',
      'movements',
    ],
    rows: [
      line('lake of ten years', long),
      line('lake of 30 days, with as many movements', short),
      [
        'what ten years cost',
        secondsOf(summaryOf(history.map((round) => round.long.cpu - round.short.cpu))),
        secondsOf(summaryOf(history.map((round) => round.long.wall - round.short.wall))),
        '',
      ],
    ],
    notes: [
      `Complete commands, including start-up and the hours of the other four tables; ${history.length} rounds. Differences are taken within each round.`,
    ],
  };
}

function line(name: string, runs: readonly HourOfRun[]): string[] {
  return [
    name,
    secondsOf(summaryOf(runs.map(({ cpu }) => cpu))),
    secondsOf(summaryOf(runs.map(({ wall }) => wall))),
    grouped(Math.round(summaryOf(runs.map((run) => run.movements)).median)),
  ];
}
