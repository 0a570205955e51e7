import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { states } from '../../../lib/brazil/states.ts';
import { weekCurve } from '../../../lib/generate/accounts/arrivals.ts';
import { areUnique, cpfRanges } from '../../../lib/generate/accounts/cpf-ranges.ts';
import { generatedAccounts } from '../../../lib/generate/accounts/generated-accounts.ts';
import {
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

const SAO_PAULO = 8;
const SHARE =
  states.filter(({ uf }) => uf === 'SP').reduce((sum, { population }) => sum + population, 0) /
  states.reduce((sum, { population }) => sum + population, 0);

describe('the CPFs of a lake', () => {
  it('never repeat in thousands of hours', () => {
    const numbers = flat('seed', 1);
    const hours = periodRange(periodFromIndex('hour', 498_661), periodFromIndex('hour', 502_661));

    const bases = basesOf(numbers, hours, [0, 1, 2, 25]);

    expect(bases).toHaveLength(4000 * 4);
    expect(new Set(bases).size).toBe(bases.length);
  });

  // At a million accounts an hour the numbers wrap around after 18 days, so whole cycles can be
  // checked.
  it('never repeat in the longest possible lake, wherever it begins', () => {
    const mean = 1_000_000;
    const numbers = flat('seed', mean);
    const last = Math.ceil(mean * SHARE);
    const ranks = [0, 1, Math.floor(last / 2), last - 1, last];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700_000 }), (start) => {
        const first = periodFromIndex('hour', start);
        const end = lastUnique(mean, first);

        const bases = basesOf(numbers, periodRange(first, addPeriods(end, 1)), ranks);

        expect(new Set(bases).size).toBe(bases.length);
        expect(bases.length).toBeGreaterThan(400 * ranks.length);
      }),
      { numRuns: 20 },
    );
  });

  it('use every number: a lake one hour longer has repeats', () => {
    const mean = 1_000_000;
    const numbers = flat('seed', mean);
    const first = parseHour('2026-11-20T13');
    const after = addPeriods(lastUnique(mean, first), 1);
    const expected = mean * SHARE;
    const range = Math.ceil(expected + 9 * Math.sqrt(expected) + 25);
    const all = Array.from({ length: range }, (_, rank) => rank);

    const early = new Set(basesOf(numbers, [first], all));
    const late = basesOf(numbers, [after], all);

    expect(late.some((base) => early.has(base))).toBe(true);
  });

  it('never repeat within an hour, and follow the shape of the week', () => {
    const numbers = uniqueNumbers('seed', () => weekCurve.map((shape) => shape * 1000));
    const evening = parseHour('2026-11-20T23');
    const ranks = Array.from({ length: 300 }, (_, rank) => rank);

    const bases = basesOf(numbers, [evening], ranks);

    expect(new Set(bases).size).toBe(300);
    expect(() => numbers.cpfBases(parseHour('2026-11-20T07'))(SAO_PAULO, 299)).toThrow(/at most/);
  });
});

describe('the span of a lake', () => {
  it('is at least twenty years at the default settings', () => {
    const source = generatedAccounts(settingsOf({}));

    expect(() =>
      source.checkSpan?.(parseHour('2026-01-01T00'), parseHour('2046-01-01T00')),
    ).not.toThrow();
  });

  it('ends when a region has no CPF left, with a word on what to do', () => {
    const source = generatedAccounts(settingsOf({ 'accounts-per-hour': 100_000 }));

    expect(() =>
      source.checkSpan?.(parseHour('2026-01-01T00'), parseHour('2028-01-01T00')),
    ).toThrow(
      /in which no CPF repeats at these settings, got hours from 2026-01-01T00 to 2028-01-01T00\. Ask/,
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
function lastUnique(accountsPerHour: number, first: Hour): Hour {
  const ranges = cpfRanges(everyHour(accountsPerHour));
  let [fits, toomany] = [0, 100_000];
  while (toomany - fits > 1) {
    const middle = Math.floor((fits + toomany) / 2);
    if (areUnique(ranges, { first, last: addPeriods(first, middle) })) fits = middle;
    else toomany = middle;
  }
  return addPeriods(first, fits);
}

function basesOf(
  numbers: UniqueNumbers,
  hours: readonly Hour[],
  ranks: readonly number[],
): number[] {
  return hours.flatMap((hour) => {
    const baseOf = numbers.cpfBases(hour);
    return ranks.map((rank) => baseOf(SAO_PAULO, rank));
  });
}
