import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quick } from '../bench/amounts.ts';
import { document, tablesOf, withResults } from '../bench/document.ts';
import { type Results, readResults } from '../bench/results.ts';
import { median, ratioOf, summaryOf } from '../bench/statistics.ts';
import { bigQueryTable } from '../bench/tables/bigquery-table.ts';
import { rowsTable } from '../bench/tables/rows-table.ts';
import { markdownOf, plainOf } from '../bench/tables/table.ts';

describe('docs/performance.md', () => {
  it('has the tables of the last run, written by "npm run bench -- --tables"', () => {
    const text = readFileSync(document, 'utf8');

    expect(withResults(text, readResults())).toBe(text);
  });

  it('shows a complete run', () => {
    const names = tablesOf(readResults()).map(([name]) => name);

    expect(names).toEqual([
      'rows per second',
      'cores',
      'memory',
      'start-up',
      'mock rows',
      'contract',
      'inbox',
      'API',
      'pace',
      'BigQuery',
      'daily files',
      'movements',
      'history',
      'delivery',
      'export',
      'report',
      'spark',
      'machine',
    ]);
    const { rows, delivery, spark } = readResults();
    expect(rows?.contenders.filter(({ leftOut }) => leftOut)).toEqual([]);
    expect([delivery?.leftOut, spark?.leftOut]).toEqual([undefined, undefined]);
  });
});

describe('the statistics of the benchmark', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[10, 2, 4, 100], 7],
  ])('have the middle of %j as the median', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('do not reorder their input', () => {
    const values = [3, 1, 2];

    median(values);

    expect(values).toEqual([3, 1, 2]);
  });

  it('have the minimum and the maximum as the spread', () => {
    expect(summaryOf([4, 8, 1, 5])).toEqual({ median: 4.5, min: 1, max: 8 });
  });

  it('divide within a round, so that a slow round does not count against a contender', () => {
    expect(ratioOf([100, 50, 100], [50, 25, 50])).toEqual({ median: 2, min: 2, max: 2 });
  });

  it('reject empty input and unequal numbers of rounds', () => {
    expect(() => median([])).toThrow(RangeError);
    expect(() => ratioOf([1], [1, 2])).toThrow(RangeError);
  });
});

describe('the table of ratios', () => {
  const contender = (name: 'large-hours' | 'naive-way', rows: number) => ({
    name,
    repetitions: [1, 2].map((slower) => ({
      rows,
      wall: 2000 * slower,
      cpu: 1000 * slower,
      bytes: rows * 150,
    })),
  });
  const results: Results = {
    day: '2026-11-20',
    machine: {
      cores: 1,
      processor: 'one',
      memoryBytes: 1,
      system: 'any',
      busyBefore: 0,
      versions: {},
    },
    amounts: quick,
    rows: {
      pinned: true,
      versions: {},
      contenders: [
        contender('large-hours', 50_000),
        contender('naive-way', 5_000),
        { name: 'python-way', repetitions: [], leftOut: 'python3 has no package faker' },
      ],
    },
  };

  it('shows how many times as fast Hourlake is, and which contenders are missing', () => {
    const table = rowsTable(results);

    const [ours, naive, ...others] = table?.rows ?? [];

    expect(ours?.slice(1, 3)).toEqual(['1.0 (1.0 to 1.0)', '1.0 (1.0 to 1.0)']);
    expect(naive?.slice(1, 5)).toEqual([
      '10.0 (10.0 to 10.0)',
      '10.0 (10.0 to 10.0)',
      '3,800 (2,500 to 5,000)',
      '1,900 (1,300 to 2,500)',
    ]);
    expect(others).toEqual([]);
    expect(table?.notes?.at(-1)).toMatch(/^Left out: Python.*, because python3 has no package/);
  });

  it('has lines of equal width on a terminal', () => {
    const table = {
      columns: ['way', 'times'],
      rows: [
        ['**ours**', '1.0'],
        ['another', '20.5'],
      ],
    };

    expect(plainOf(table).split('\n')).toEqual([
      '| way     | times |',
      '| ------- | ----- |',
      '| ours    |   1.0 |',
      '| another |  20.5 |',
    ]);
    expect(markdownOf(table)).toBe(
      '| way | times |\n| --- | --: |\n| **ours** | 1.0 |\n| another | 20.5 |',
    );
  });
});

describe('the table of a day from BigQuery', () => {
  const day = (cpu: number, peakBytes: number) => ({
    ...{ pages: 16, rows: 1_000_000, fileBytes: 5e6, wall: 2 * cpu },
    ...{ cpu, peakBytes },
  });
  const machine = { processor: 'one', cores: 2, busyBefore: 1.5, memoryBytes: 1, system: 'any' };
  const results: Results = {
    day: '2026-11-20',
    machine: { ...machine, versions: {} },
    amounts: quick,
    bigquery: {
      machine,
      rounds: [
        { captured: day(10_000, 250e6), generated: day(4_000, 200e6) },
        { captured: day(20_000, 310e6), generated: day(5_000, 190e6) },
      ],
    },
  };

  it('has the rates of the rounds and the largest memory of each way', () => {
    const [captured, generated] = bigQueryTable(results)?.rows ?? [];

    expect(captured?.slice(3)).toEqual(['75,000 (50,000 to 100,000)', '310 MB']);
    expect(generated?.slice(3)).toEqual(['225,000 (200,000 to 250,000)', '200 MB']);
  });

  it('judges the goals by the worst round of a captured day', () => {
    expect(bigQueryTable(results)?.notes?.at(-1)).toBe(
      'Goals for a captured day: less than 60 seconds of CPU time (20.0 s in the slowest round, met) and less than 300 MB of memory (310 MB, **missed**).',
    );
  });
});
