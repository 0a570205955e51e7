import { grouped } from '../../bin/terminal/numbers.ts';
import type { MockSchema } from '../parts/mock.ts';
import type { Results } from '../results.ts';
import type { Measured } from '../served-contender.ts';
import { ratioOf, summaryOf } from '../statistics.ts';
import { megabytesOf, rateOf, secondsOf, timesOf } from './figures.ts';
import type { BenchTable } from './table.ts';

const LABELS: Readonly<Record<MockSchema['name'], string>> = {
  flat: 'flat, 20 columns (`bench/schemas/flat.json`)',
  nested: 'nested, 24 values in 34 fields (`test/schemas/bigquery/pypi_file_downloads.json`)',
};

/** Returns the table of mock rows. */
export function mockTable({ mock }: Results): BenchTable | undefined {
  if (mock === undefined) return undefined;
  const { many, explain } = mock;
  return {
    columns: [
      'mock rows as NDJSON',
      'rows per second of CPU time',
      'with faker, row by row',
      'times as fast',
    ],
    rows: mock.schemas.map(({ name, ours, faker }) => [
      LABELS[name],
      rateOf(summaryOf(ours.map(ratePerCpu))),
      rateOf(summaryOf(faker.map(ratePerCpu))),
      timesOf(ratioOf(ours.map(ratePerCpu), faker.map(ratePerCpu))),
    ]),
    notes: [
      `One command that writes ${grouped(many.rows)} flat rows takes ${megabytesOf(many.peakBytes)} at its peak. \`hourlake mock --explain\` of 330 columns takes ${secondsOf(summaryOf(explain))}, its start included.`,
    ],
  };
}

function ratePerCpu({ rows, cpu }: Measured): number {
  return (rows / cpu) * 1000;
}
