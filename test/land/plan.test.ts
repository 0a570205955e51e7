import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookBackPeriods, planRun, shardOf } from '../../lib/land/plan.ts';
import {
  type Period,
  parseHour,
  periodEnd,
  periodFromIndex,
  periodRange,
  periodsWithin,
} from '../../lib/model/period.ts';
import { hoursOf } from './a-lake.ts';
import { dayOf } from './accounts-a-day.ts';

const someHours: fc.Arbitrary<Period[]> = fc
  .array(fc.integer({ min: 490_000, max: 490_100 }))
  .map((indexes) => indexes.map((index) => periodFromIndex('hour', index)));

const NOON = Date.UTC(2026, 10, 20, 12, 23);

describe('a plan', () => {
  it('splits the wanted hours into missing and there, each once, oldest first', () => {
    fc.assert(
      fc.property(someHours, someHours, (wanted, landed) => {
        const { missing, alreadyThere, waiting } = planRun(wanted, landed);

        expect([...missing, ...alreadyThere].sort()).toEqual([...new Set(wanted)].sort());
        expect(missing).toEqual([...missing].sort());
        expect(alreadyThere).toEqual([...alreadyThere].sort());
        expect(missing.some((hour) => landed.includes(hour))).toBe(false);
        expect(alreadyThere.every((hour) => landed.includes(hour))).toBe(true);
        expect(waiting).toEqual([]);
      }),
    );
  });

  it('lands a day when all of its inputs are there, and otherwise names those it waits for', () => {
    const [first, second] = [dayOf('2026-11-19'), dayOf('2026-11-20')];
    const there: Set<Period> = new Set(hoursOf(first, second));
    there.delete(parseHour('2026-11-20T07'));
    there.delete(parseHour('2026-11-20T05'));

    const plan = planRun([second, first], [], {
      inputsOf,
      isThere: ({ period }) => there.has(period),
    });

    expect(plan).toEqual({
      missing: [first],
      alreadyThere: [],
      waiting: [
        {
          period: second,
          missing: [
            { job: 'hours', period: '2026-11-20T05' },
            { job: 'hours', period: '2026-11-20T07' },
          ],
        },
      ],
      expired: [],
      lost: [],
    });
  });

  it('leaves out a day with an input that will never land', () => {
    const days = [dayOf('2026-11-19'), dayOf('2026-11-20')];
    const since = parseHour('2026-11-19T05');

    const plan = planRun(days, [], {
      inputsOf,
      isThere: () => false,
      isExpected: ({ period }) => period >= since,
    });

    expect(plan.missing).toEqual([]);
    expect(plan.waiting.map(({ period }) => period)).toEqual([days[1]]);
  });

  it('lands nothing that has expired, and keeps what is still there', () => {
    const [gone, there, due] = periodRange(parseHour('2026-11-20T12'), parseHour('2026-11-20T15'));
    if (gone === undefined || there === undefined || due === undefined) throw new TypeError();

    const plan = planRun([gone, there, due], [there], { isExpired: (period) => period < due });

    expect(plan).toEqual({
      missing: [due],
      alreadyThere: [there],
      waiting: [],
      expired: [gone],
      lost: [],
    });
  });

  it('does not look at the inputs of a period that has landed', () => {
    const day = dayOf('2026-11-19');

    const plan = planRun([day], [day], { inputsOf, isThere: () => false });

    expect(plan).toEqual({ missing: [], alreadyThere: [day], waiting: [], expired: [], lost: [] });
  });

  it('has each wanted day in one place at most, whatever has landed', () => {
    const days = [dayOf('2026-11-18'), dayOf('2026-11-19'), dayOf('2026-11-20')];
    const hours = hoursOf(...days);
    fc.assert(
      fc.property(
        fc.subarray(hours),
        fc.subarray(days),
        fc.subarray(days),
        fc.constantFrom(...hours),
        (there, wanted, landed, since) => {
          const isThere = ({ period }: { period: Period }) => there.some((hour) => hour === period);
          const isExpected = ({ period }: { period: Period }) => period >= since;

          const plan = planRun(wanted, landed, { inputsOf, isThere, isExpected });

          for (const day of wanted) {
            const absent = periodsWithin(day, 'hour').filter((hour) => !there.includes(hour));
            const isLanded = landed.includes(day);
            const waits = !isLanded && absent.length > 0 && absent.every((hour) => hour >= since);
            expect(plan.alreadyThere.includes(day)).toBe(isLanded);
            expect(plan.missing.includes(day)).toBe(!isLanded && absent.length === 0);
            expect(plan.waiting.some(({ period }) => period === day)).toBe(waits);
          }
        },
      ),
    );
  });
});

describe('shards', () => {
  it.each(['hour', 'day'] as const)(
    'have every %s once together, and as much to do as each other',
    (grain) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 200 }),
          fc.integer({ min: 1, max: 12 }),
          (length, count) => {
            const periods = periodRange(
              periodFromIndex(grain, 20_000),
              periodFromIndex(grain, 20_000 + length),
            );

            const shards = Array.from({ length: count }, (_, k) =>
              shardOf(periods, { number: k + 1, count }),
            );

            const sizes = shards.map((shard) => shard.length);
            expect(shards.flat().sort()).toEqual(periods);
            expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          },
        ),
      );
    },
  );

  it('give an hour to the same shard whatever the range', () => {
    const hours = periodRange(periodFromIndex('hour', 490_000), periodFromIndex('hour', 490_050));
    const shard = { number: 2, count: 3 };

    const later = shardOf(hours.slice(7), shard);

    expect(later).toEqual(shardOf(hours, shard).filter((hour) => hours.indexOf(hour) >= 7));
  });
});

describe('the window of a scheduled run', () => {
  it('has the hours that are over, oldest first', () => {
    expect(lookBackPeriods('hour', NOON, { hours: 3 })).toEqual([
      '2026-11-20T09',
      '2026-11-20T10',
      '2026-11-20T11',
    ]);
  });

  it.each([
    [48, ['2026-11-18', '2026-11-19']],
    [37, ['2026-11-18', '2026-11-19']],
    [36, ['2026-11-19']],
    [13, ['2026-11-19']],
    [12, []],
    [1, []],
  ])('of %i hours before noon has the days that ended in it', (hours, days) => {
    expect(lookBackPeriods('day', NOON, { hours })).toEqual(days);
  });

  it.each([
    [0, '2026-11-20T11'],
    [23, '2026-11-20T11'],
    [24, '2026-11-20T10'],
    [83, '2026-11-20T10'],
    [84, '2026-11-20T09'],
  ])('with a lateness of %i minutes ends with %s', (latenessMinutes, last) => {
    expect(lookBackPeriods('hour', NOON, { hours: 48, latenessMinutes }).at(-1)).toBe(last);
  });

  it('has a day that is late only when its lateness has passed', () => {
    const at = (minute: number) =>
      lookBackPeriods('day', Date.UTC(2026, 10, 21, 0, minute), {
        hours: 48,
        latenessMinutes: 30,
      }).at(-1);

    expect([at(29), at(30)]).toEqual(['2026-11-19', '2026-11-20']);
  });

  it('ends before 1970', () => {
    expect(lookBackPeriods('hour', 7_200_000, { hours: 48 })).toEqual([
      '1970-01-01T00',
      '1970-01-01T01',
    ]);
  });

  it('has each period that ended within it and is due, and no other', () => {
    const grains = fc.constantFrom('hour' as const, 'day' as const);
    fc.assert(
      fc.property(
        grains,
        fc.integer({ min: 0, max: 86_400_000 }),
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 3000 }),
        (grain, offset, hours, latenessMinutes) => {
          const instant = NOON + offset;
          const due = instant - latenessMinutes * 60_000;
          const end = due - (due % 3_600_000);

          const found = lookBackPeriods(grain, instant, { hours, latenessMinutes });

          const around = periodRange(parseHour('2026-11-10T00'), parseHour('2026-11-23T00'));
          const all =
            grain === 'hour' ? around : periodRange(dayOf('2026-11-10'), dayOf('2026-11-23'));
          expect(found).toEqual(
            all.filter(
              (period) => periodEnd(period) > end - hours * 3_600_000 && periodEnd(period) <= due,
            ),
          );
        },
      ),
    );
  });
});

function inputsOf(period: Period) {
  const [day] = [dayOf('2026-11-18'), dayOf('2026-11-19'), dayOf('2026-11-20')].filter(
    (each) => each === period,
  );
  if (day === undefined) return [];
  return periodsWithin(day, 'hour').map((hour) => ({ job: 'hours', period: hour }));
}
