import { grouped } from '../../bin/terminal/numbers.ts';
import type { AskedQuery } from '../parts/daily-files.ts';
import type { Results } from '../results.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

/** Returns the table of queries over the hourly files of landing and over the daily ones of bronze. */
export function dailyFilesTable({ dailyFiles }: Results): BenchTable | undefined {
  if (dailyFiles === undefined) return undefined;
  const { days, accountsPerHour, hourly, daily, queries } = dailyFiles;
  return {
    columns: [
      'query',
      'reader',
      'CPU time, hourly over daily',
      'wall-clock time, hourly over daily',
      'bytes read, hourly over daily',
      'CPU time, hourly',
      'CPU time, daily',
    ],
    rows: queries.map(line),
    notes: [
      `${days} days of ${grouped(accountsPerHour)} accounts an hour: ${grouped(hourly.files)} hourly files of ${megabytesOf(hourly.bytes)} together in landing, and ${grouped(daily.files)} daily files of ${megabytesOf(daily.bytes)} in bronze. Files were in the cache of the machine. polars maps files into memory, so what it reads is not counted. Median of ${queries[0]?.rounds.length ?? 0} rounds, with minimum and maximum in parentheses.`,
    ],
  };
}

function line({ reader, query, rounds }: AskedQuery): string[] {
  const of = (layer: 'hourly' | 'daily', cost: 'cpu' | 'wall' | 'read') =>
    rounds.map((round) => round[layer][cost]);
  return [
    query,
    reader,
    timesOf(ratioOf(of('hourly', 'cpu'), of('daily', 'cpu'))),
    timesOf(ratioOf(of('hourly', 'wall'), of('daily', 'wall'))),
    of('daily', 'read').includes(0)
      ? ''
      : timesOf(ratioOf(of('hourly', 'read'), of('daily', 'read'))),
    secondsOf(summaryOf(of('hourly', 'cpu'))),
    secondsOf(summaryOf(of('daily', 'cpu'))),
  ];
}
