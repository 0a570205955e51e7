import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weekCurve } from '../../../lib/generate/accounts/arrivals.ts';
import { generatedAccounts } from '../../../lib/generate/accounts/generated-accounts.ts';
import {
  areUnique,
  cpfs,
  mobiles,
  type NumberPlan,
} from '../../../lib/generate/accounts/number-plans.ts';
import { numberRanges } from '../../../lib/generate/accounts/number-ranges.ts';
import {
  type NumberOf,
  type UniqueNumbers,
  uniqueNumbers,
} from '../../../lib/generate/accounts/unique-numbers.ts';
import {
  addPeriods,
  type Hour,
  parseHour,
  periodFromIndex,
  periodRange,
} from '../../../lib/model/period.ts';
import { everyHour, flat } from './flat-numbers.ts';
import { settingsOf } from './some-accounts.ts';

/** The part of each plan that has the most people: the first to run out of numbers. */
const PLANS: readonly {
  readonly name: string;
  readonly plan: NumberPlan;
  readonly part: number;
  readonly open: (numbers: UniqueNumbers, hour: Hour) => NumberOf;
}[] = [
  { name: 'CPFs', plan: cpfs, part: 8, open: (numbers, hour) => numbers.cpfBases(hour) },
  {
    name: 'phone numbers',
    plan: mobiles,
    part: 11,
    open: (numbers, hour) => numbers.mobiles(hour),
  },
];

describe.each(PLANS)('the $name of a lake', ({ plan, part, open }) => {
  const share = plan.shares.get(part) ?? 0;

  it('never repeat in thousands of hours', () => {
    const numbers = flat('seed', 1);
    const hours = periodRange(periodFromIndex('hour', 498_661), periodFromIndex('hour', 502_661));

    const given = numbersOf(numbers, hours, [0, 1, 2, 18]);

    expect(given).toHaveLength(4000 * 4);
    expect(new Set(given).size).toBe(given.length);
  });

  // At a million accounts an hour the numbers wrap around within weeks, so whole cycles can be
  // checked.
  it('never repeat in the longest possible lake, wherever it begins', () => {
    const mean = 1_000_000;
    const numbers = flat('seed', mean);
    const last = Math.ceil(mean * share);
    const ranks = [0, 1, Math.floor(last / 2), last - 1, last];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700_000 }), (start) => {
        const first = periodFromIndex('hour', start);
        const end = lastUnique(plan, mean, first);

        const given = numbersOf(numbers, periodRange(first, addPeriods(end, 1)), ranks);

        expect(new Set(given).size).toBe(given.length);
        expect(given.length).toBeGreaterThan(250 * ranks.length);
      }),
      { numRuns: 20 },
    );
  });

  it('use every number: a lake one hour longer has repeats', () => {
    const mean = 1_000_000;
    const numbers = flat('seed', mean);
    const first = parseHour('2026-11-20T13');
    const after = addPeriods(lastUnique(plan, mean, first), 1);
    const range = numberRanges(everyHour(mean), share).length(0);
    const all = Array.from({ length: range }, (_, rank) => rank);

    const early = new Set(numbersOf(numbers, [first], all));
    const late = numbersOf(numbers, [after], all);

    expect(late.some((number) => early.has(number))).toBe(true);
  });

  it('never repeat within an hour, and follow the shape of the week', () => {
    const numbers = uniqueNumbers('seed', () => weekCurve.map((shape) => shape * 1000));
    const evening = parseHour('2026-11-20T23');
    const ranks = Array.from({ length: 180 }, (_, rank) => rank);

    const given = numbersOf(numbers, [evening], ranks);

    expect(new Set(given).size).toBe(180);
    expect(() => open(numbers, parseHour('2026-11-20T07'))(part, 179)).toThrow(/at most/);
  });

  function numbersOf(
    numbers: UniqueNumbers,
    hours: readonly Hour[],
    ranks: readonly number[],
  ): number[] {
    return hours.flatMap((hour) => {
      const numberOf = open(numbers, hour);
      return ranks.map((rank) => numberOf(part, rank));
    });
  }
});

describe('the span of a lake', () => {
  it('is at least twenty years at the default settings', () => {
    const source = generatedAccounts(settingsOf({}));

    expect(() =>
      source.checkSpan?.(parseHour('2026-01-01T00'), parseHour('2046-01-01T00')),
    ).not.toThrow();
  });

  it.each([
    ['2026-05-15T00', 'phone number'],
    ['2028-01-01T00', 'CPF and no phone number'],
  ])('ends when a part has no number left: until %s no %s repeats', (last, numbers) => {
    const source = generatedAccounts(settingsOf({ 'accounts-per-hour': 100_000 }));

    expect(() => source.checkSpan?.(parseHour('2026-01-01T00'), parseHour(last))).toThrow(
      `in which no ${numbers} repeats at these settings, got hours from 2026-01-01T00 to ${last}. Ask`,
    );
  });

  it('ends where growth makes an hour larger than a machine can hold', () => {
    const source = generatedAccounts(settingsOf({ growth: 1 }));

    expect(() =>
      source.checkSpan?.(parseHour('2026-01-01T00'), parseHour('2060-01-01T12')),
    ).toThrow(/at most 5000000 accounts in an hour/);
  });
});

/** The last hour of the longest lake that begins at this hour, by bisection. */
function lastUnique(plan: NumberPlan, accountsPerHour: number, first: Hour): Hour {
  const expected = everyHour(accountsPerHour);
  let [fits, toomany] = [0, 100_000];
  while (toomany - fits > 1) {
    const middle = Math.floor((fits + toomany) / 2);
    if (areUnique(plan, expected, { first, last: addPeriods(first, middle) })) fits = middle;
    else toomany = middle;
  }
  return addPeriods(first, fits);
}
