import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstKeptDay, isExpired } from '../../lib/land/expiry.ts';
import { LEAST_KEPT_DAYS } from '../../lib/model/job.ts';
import { addPeriods, HOUR_MS, parsePeriod, periodAt, periodEnd } from '../../lib/model/period.ts';

const DAY_MS = 24 * HOUR_MS;
const instants = fc.integer({ min: Date.UTC(2000), max: Date.UTC(2100) });
const days = fc.integer({ min: LEAST_KEPT_DAYS, max: 4000 });

describe('what has expired', () => {
  it('is decided by whole days in UTC', () => {
    const lastSecond = Date.UTC(2026, 10, 20, 23, 59, 59);

    const kept = [lastSecond, lastSecond + 1000].map((instant) => firstKeptDay(instant, 7));

    expect(kept).toEqual(['2026-11-13', '2026-11-14']);
  });

  it('is nothing of what landed as a captured file, and nothing where no day is kept from', () => {
    const file = isExpired({ keptFrom: periodAt('day', 0) }, parsePeriod('0000aa51d2e7'));
    const forEver = isExpired({ keptFrom: undefined }, parsePeriod('1970-01-01T00'));

    expect([file, forEver]).toEqual([false, false]);
  });

  it('is nothing at the beginning of time', () => {
    expect(firstKeptDay(0, 7)).toBe('1970-01-01');
  });

  it('is the day with all of its hours, or none of them', () => {
    fc.assert(
      fc.property(instants, days, (instant, keepDays) => {
        const keptFrom = firstKeptDay(instant, keepDays);
        const first = periodAt('hour', Date.parse(`${keptFrom}T00:00:00Z`));
        const before = addPeriods(first, -1);

        expect(isExpired({ keptFrom }, keptFrom)).toBe(false);
        expect(isExpired({ keptFrom }, first)).toBe(false);
        expect(isExpired({ keptFrom }, before)).toBe(true);
        expect(isExpired({ keptFrom }, periodAt('day', periodEnd(before) - 1))).toBe(true);
      }),
    );
  });

  it('is everything that a lifecycle rule of S3 has removed, which counts from the landing', () => {
    fc.assert(
      fc.property(instants, days, fc.nat(40 * DAY_MS), (start, keepDays, late) => {
        const hour = periodAt('hour', start);
        const landing = periodEnd(hour) + late;
        const removed = Math.ceil((landing + keepDays * DAY_MS) / DAY_MS) * DAY_MS;

        expect(isExpired({ keptFrom: firstKeptDay(removed, keepDays) }, hour)).toBe(true);
      }),
    );
  });
});
