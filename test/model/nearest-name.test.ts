import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, nearestName } from '../../lib/model/nearest-name.ts';

const QUERIES = [
  'accounts-by-state',
  'age-pyramid',
  'daily-signups',
  'data-quality',
  'freshness-and-gaps',
  'signups-per-hour',
  'top-cities',
  'top-occupations-by-state',
];

const COMMANDS = ['ingest', 'backfill', 'status', 'query', 'verify', 'doctor', 'generate', 'tour'];

describe('nearestName', () => {
  it.each([
    ['topcities', 'top-cities', QUERIES],
    ['top_cities', 'top-cities', QUERIES],
    ['top-citys', 'top-cities', QUERIES],
    ['cities', 'top-cities', QUERIES],
    ['dataquality', 'data-quality', QUERIES],
    ['age-pyramide', 'age-pyramid', QUERIES],
    ['TOP-CITIES', 'top-cities', QUERIES],
    ['ingset', 'ingest', COMMANDS],
    ['ingst', 'ingest', COMMANDS],
    ['injest', 'ingest', COMMANDS],
    ['backfil', 'backfill', COMMANDS],
    ['stauts', 'status', COMMANDS],
    ['tuor', 'tour', COMMANDS],
    ['Bucketname', 'bucketName', ['bucketName', 'databaseName']],
    ['accountsPerHour', 'accounts-per-hour', ['accounts-per-hour', 'growth']],
    ['parket', 'parquet', ['table', 'csv', 'json', 'parquet']],
    ['duck', 'duckdb', ['athena', 'duckdb']],
  ])('takes %s for %s', (text, name, names) => {
    expect(nearestName(text, names)).toBe(name);
  });

  it.each([
    ['xml', ['table', 'csv', 'json', 'parquet']],
    ['spark', ['athena', 'duckdb']],
    ['everything', QUERIES],
    ['', COMMANDS],
    ['x', COMMANDS],
    ['zz', ['hq', 's3']],
    ['ingest', []],
    ['i'.repeat(10_000_000), COMMANDS],
  ])('suggests nothing for nonsense', (text, names) => {
    expect(nearestName(text, names)).toBeUndefined();
  });

  it('prefers fewer slips, and the earlier of two equally near names', () => {
    expect(nearestName('status', ['stats', 'status'])).toBe('status');
    expect(nearestName('stat-x', ['stat-a', 'stat-b'])).toBe('stat-a');
  });

  it('finds a name again after one slip, wherever it is', () => {
    const slips = fc.record({
      name: fc.constantFrom(...QUERIES, ...COMMANDS),
      place: fc.nat({ max: 100 }),
      kind: fc.constantFrom('insert', 'omit', 'replace', 'swap'),
    });
    fc.assert(
      fc.property(slips, ({ name, place, kind }) => {
        const typed = withSlip(name, place % name.length, kind);

        expect(nearestName(typed, [...QUERIES, ...COMMANDS])).toBe(name);
      }),
    );
  });
});

describe('didYouMean', () => {
  it('asks for the nearest name, and is empty without one', () => {
    expect(didYouMean('topcities', QUERIES)).toBe('Did you mean "top-cities"? ');
    expect(didYouMean('nonsense', QUERIES)).toBe('');
  });
});

function withSlip(name: string, place: number, kind: string): string {
  const [before, here, after] = [name.slice(0, place), name[place] ?? '', name.slice(place + 1)];
  switch (kind) {
    case 'insert':
      return `${before}${here}z${after}`;
    case 'omit':
      return `${before}${after}`;
    case 'replace':
      return `${before}z${after}`;
    default:
      return `${before}${after.slice(0, 1)}${here}${after.slice(1)}`;
  }
}
