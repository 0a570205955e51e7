import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gapsIn, lastDue, planSinceBeginning } from '../../lib/doctor/gaps.ts';
import type { LakeJob } from '../../lib/land/lake-jobs.ts';
import {
  addPeriods,
  type Period,
  parseHour,
  parsePeriod,
  periodEnd,
  periodRange,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { aLake, hoursOf } from '../land/a-lake.ts';
import { accountsOfDays, dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { anyDay, anyHour } from '../model/any-period.ts';

describe('gaps', () => {
  it('are consecutive periods, of days as of hours, over the end of a month', () => {
    const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-03'].map(dayOf);

    expect(gapsIn(days)).toEqual([
      { kind: 'gap', from: '2026-02-27', to: '2026-03-01', periods: 3 },
      { kind: 'gap', from: '2026-03-03', to: '2026-03-03', periods: 1 },
    ]);
    expect(gapsIn([])).toEqual([]);
  });

  it('have every missing period once, and a period that is not missing between them', () => {
    const some = fc
      .oneof(anyHour, anyDay)
      .chain((first: TimedPeriod) =>
        fc
          .uniqueArray(fc.integer({ min: 0, max: 60 }))
          .map((offsets) => offsets.map((offset) => addPeriods(first, offset))),
      );
    fc.assert(
      fc.property(some, (missing) => {
        const gaps = gapsIn(missing);

        const named = gaps.flatMap(({ from, to }) => periodRange(from, addPeriods(to, 1)));
        expect(named).toEqual([...missing].sort());
        expect(
          gaps.every(({ from, to, periods }) => periodRange(from, to).length + 1 === periods),
        ).toBe(true);
        for (const { to } of gaps) expect(missing).not.toContain(addPeriods(to, 1));
      }),
    );
  });
});

describe('the last period that is due', () => {
  it.each([
    ['hour', 0, Date.UTC(2026, 10, 20, 14, 0), '2026-11-20T13'],
    ['hour', 0, Date.UTC(2026, 10, 20, 13, 59), '2026-11-20T12'],
    ['hour', 1, Date.UTC(2026, 10, 20, 14, 0), '2026-11-20T12'],
    ['day', 0, Date.UTC(2026, 10, 21), '2026-11-20'],
    ['day', 60, Date.UTC(2026, 10, 21, 0, 59), '2026-11-19'],
    ['day', 60, Date.UTC(2026, 10, 21, 1, 0), '2026-11-20'],
    ['file', 0, Date.UTC(2026, 10, 21), undefined],
  ] as const)(
    'of the grain %s with a lateness of %i minutes is none that is too new',
    (grain, latenessMinutes, instant, last) => {
      expect(lastDue({ grain, latenessMinutes }, instant)).toBe(last);
    },
  );
});

describe('what a job lacks since its beginning', () => {
  const day = dayOf('2026-11-20');
  const next = addPeriods(day, 1);
  const end = periodEnd(next);

  it('begins with its declaration, or with an earlier period that has landed', async () => {
    const hourly = await declared('2026-11-20T10');
    const since = (landed: readonly Period[]) =>
      planSinceBeginning(hourly, () => landed, {
        instant: Date.UTC(2026, 10, 20, 13),
        capturedOf: () => [],
      }).missing;

    expect(since([])).toEqual(['2026-11-20T10', '2026-11-20T11', '2026-11-20T12']);
    expect(since([parseHour('2026-11-20T08')])).toEqual([
      '2026-11-20T09',
      '2026-11-20T10',
      '2026-11-20T11',
      '2026-11-20T12',
    ]);
  });

  it('is nothing before its first run, nor before its beginning', async () => {
    const lake = await aLake();
    const hourly = await declared('2026-11-20T10');

    const undeclared = planSinceBeginning(await lake.open().open(fakeAccounts), () => [], {
      instant: end,
      capturedOf: () => [],
    });
    const early = planSinceBeginning(hourly, () => [], {
      instant: Date.UTC(2026, 10, 20, 10, 59),
      capturedOf: () => [],
    });

    expect(undeclared).toEqual({
      missing: [],
      alreadyThere: [],
      waiting: [],
      expired: [],
      lost: [],
    });
    expect(early.missing).toEqual([]);
  });

  it('is a day whose hours are there; one whose hours are missing waits', async () => {
    const daily = await declaredDaily('2026-11-20T00');
    const hours = hoursOf(day, next);
    const landed = new Map([['fake-accounts', hours.filter((hour) => hour !== '2026-11-21T05')]]);

    const plan = planSinceBeginning(daily, (job) => landed.get(job) ?? [], {
      instant: end,
      capturedOf: () => [],
    });

    expect(plan.missing).toEqual([day]);
    expect(plan.waiting).toEqual([
      { period: next, missing: [{ job: 'fake-accounts', period: '2026-11-21T05' }] },
    ]);
  });

  it('is no day in which its input begins, until all of its hours are backfilled', async () => {
    const daily = await declaredDaily('2026-11-20T05');
    const planOf = (hours: readonly Period[]) =>
      planSinceBeginning(daily, (job) => (job === 'fake-accounts' ? hours : []), {
        instant: periodEnd(day),
        capturedOf: () => [],
      });

    const [partly, wholly] = [planOf(hoursOf(day).slice(5)), planOf(hoursOf(day))];

    expect([partly.missing, partly.waiting]).toEqual([[], []]);
    expect(wholly.missing).toEqual([day]);
  });
});

async function declared(since: string): Promise<LakeJob> {
  const lake = await aLake();
  const open = lake.open();
  return open.declare(await open.open(fakeAccounts), parsePeriod(since));
}

async function declaredDaily(hour: string): Promise<LakeJob> {
  const lake = await aLake();
  const open = lake.open();
  await open.declare(await open.open(fakeAccounts), parsePeriod(hour));
  return open.declare(await open.open(accountsOfDays), dayOf('2026-11-20'));
}
