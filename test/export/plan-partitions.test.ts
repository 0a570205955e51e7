import { describe, expect, it } from 'vitest';
import { planPartitions } from '../../lib/export/plan-partitions.ts';

const columns = [
  { name: 'timestamp', sqlType: 'TIMESTAMP WITH TIME ZONE' },
  { name: 'Project', sqlType: 'VARCHAR' },
  { name: 'share', sqlType: 'DOUBLE' },
];

describe('planPartitions', () => {
  it('takes years and months from the only timestamp', () => {
    expect(planPartitions(columns, { names: ['YEAR', 'month'] })).toEqual([
      { name: 'year', sqlType: 'BIGINT', derivedBy: 'year("timestamp")' },
      { name: 'month', sqlType: 'BIGINT', derivedBy: 'month("timestamp")' },
    ]);
  });

  it('prefers a column that is called like a part of a date', () => {
    const withYear = [...columns, { name: 'year', sqlType: 'INTEGER' }];

    expect(planPartitions(withYear, { names: ['year'] })).toEqual([withYear[3]]);
  });

  it('finds a column in upper and lower case, and spells it as the rows do', () => {
    expect(planPartitions(columns, { names: ['project'] })).toEqual([columns[1]]);
  });

  it('takes the timestamp that is named, where there are several', () => {
    const more = [...columns, { name: 'born', sqlType: 'DATE' }];

    const [year] = planPartitions(more, { names: ['year'], timestamp: 'BORN' });

    expect(year?.derivedBy).toBe('year("born")');
  });

  it.each<[string, string[], string | undefined, (typeof columns)[number][], string]>([
    [
      'a name that is no column',
      ['projct'],
      undefined,
      columns,
      'Expected to partition by columns of the rows, or by year, month and day of a timestamp, got "projct". Did you mean "Project"? The columns are timestamp, Project, share.',
    ],
    [
      'several timestamps',
      ['year'],
      undefined,
      [...columns, { name: 'born', sqlType: 'DATE' }],
      'Expected one column with a timestamp or a date, to take year from, got 2: timestamp, born. Name one of them.',
    ],
    [
      'no timestamp',
      ['day'],
      undefined,
      columns.slice(1),
      'Expected one column with a timestamp or a date, to take day from, got none. Partition by columns of the rows: Project, share.',
    ],
    [
      'a timestamp that is none',
      ['day'],
      'Project',
      columns,
      'Expected a column with a timestamp or a date, to take day from, got Project, a VARCHAR. The rows have timestamp.',
    ],
    [
      'a timestamp that is missing',
      ['day'],
      'timestmp',
      columns,
      'Expected a column with a timestamp or a date, to take day from, got "timestmp". Did you mean "timestamp"? The rows have timestamp.',
    ],
    [
      'a column whose values have no one text',
      ['share'],
      undefined,
      columns,
      'Expected the column "share" to be text, a whole number, a decimal, a boolean or a date, to partition by it, got DOUBLE. Partition by another column, or cast it in a SELECT.',
    ],
    [
      'a timestamp itself',
      ['timestamp'],
      undefined,
      columns,
      'Expected the column "timestamp" to be text, a whole number, a decimal, a boolean or a date, to partition by it, got TIMESTAMP WITH TIME ZONE. Partition by year, month or day, which are taken from it.',
    ],
    [
      'a name twice',
      ['year', 'Year'],
      undefined,
      columns,
      'Expected columns to partition by with different names, got "Year" twice. Rename one with AS, or leave it out. Upper and lower case do not count.',
    ],
    [
      'rows with two columns of a name',
      [],
      undefined,
      [...columns, { name: 'project', sqlType: 'VARCHAR' }],
      'Expected columns of the rows with different names, got "project" twice. Rename one with AS, or leave it out. Upper and lower case do not count.',
    ],
    [
      'all columns',
      ['project'],
      undefined,
      columns.slice(1, 2),
      'Expected at least one column that the export is not partitioned by, got project. Columns to partition by are in the names of folders only. Partition by fewer of them.',
    ],
  ])('refuses %s', (_, names, timestamp, rows, message) => {
    expect(() => planPartitions(rows, { names, timestamp })).toThrow(message);
  });
});
