import { describe, expect, it } from 'vitest';
import { expiredPeriods } from '../../lib/deliver/expired-periods.ts';
import { type Period, parseHour, periodAt, periodRange } from '../../lib/model/period.ts';

const since = parseHour('2026-11-19T20');
const job = { keptFrom: periodAt('day', Date.UTC(2026, 10, 20)), declaration: { since } };
const expired = periodRange(since, parseHour('2026-11-20T00'));
const [first, second, third, last] = expired as [Period, Period, Period, Period];

describe('expiredPeriods', () => {
  it('has the periods from the beginning of the job to the first kept day', () => {
    expect(expiredPeriods(job, [], new Set())).toEqual(expired);
  });

  it('leaves out what is in the lake still, and what was delivered', () => {
    const found = expiredPeriods(job, [second, parseHour('2026-11-20T00')], new Set([first]));

    expect(found).toEqual([third, last]);
  });

  it.each([
    ['keeps everything', { ...job, keptFrom: undefined }],
    ['is not in the lake', { ...job, declaration: undefined }],
    ['has no beginning', { ...job, declaration: { since: undefined } }],
    [
      'begins with a day that is kept',
      { ...job, declaration: { since: parseHour('2026-11-20T00') } },
    ],
  ])('has none of a job that %s', (_, other) => {
    expect(expiredPeriods(other, [], new Set())).toEqual([]);
  });
});
