import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  partitionColumns,
  partitionName,
  partitionOf,
  periodOfPartition,
} from '../../lib/model/partition.ts';
import { type Grain, grainOf, parseHour, parsePeriod } from '../../lib/model/period.ts';
import { anyPeriod } from './any-period.ts';

describe('partitions', () => {
  it('split an hour into its day and its hour of the day, both as text', () => {
    expect(partitionOf(parseHour('2026-01-02T03'))).toEqual({ dt: '2026-01-02', hour: '03' });
  });

  it('name a day and a captured file as they are', () => {
    expect(partitionOf(parsePeriod('2026-01-02'))).toEqual({ dt: '2026-01-02' });
    expect(partitionOf(parsePeriod('3f9a0c51d2e7'))).toEqual({ file: '3f9a0c51d2e7' });
  });

  it('have the columns of the grain, in their order, and lose nothing', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const grain = grainOf(period);

        const partition = partitionOf(period);

        expect(Object.keys(partition)).toEqual(partitionColumns(grain));
        expect(partitionName(partition)).toBe(period);
        expect(periodOfPartition(grain, partition)).toBe(period);
      }),
    );
  });

  it.each<[Grain, Record<string, string>]>([
    ['hour', { dt: 'someday', hour: 'noon' }],
    ['hour', { dt: '2026-11-20', hour: '' }],
    ['hour', { dt: '2026-11-20' }],
    ['hour', { dt: '2026-02-29', hour: '13' }],
    ['day', { dt: '2026-11-20', hour: '13' }],
    ['day', { dt: '__HIVE_DEFAULT_PARTITION__' }],
    ['day', {}],
    ['file', { file: '2026-11-20' }],
  ])('of the grain %s with the values %j name no period', (grain, partition) => {
    expect(periodOfPartition(grain, partition)).toBeUndefined();
  });
});
