import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { type Hour, hourFromIndex } from '../../lib/model/hour.ts';
import { type UniqueNumbers, uniqueNumbers } from '../../lib/sources/unique-numbers.ts';

const SAO_PAULO = 8;

/** The region with the most people fills its range; the others leave some of it. */
const someRegions = [0, 2, SAO_PAULO, 9];

describe('the CPFs of a lake', () => {
  it('never repeat in thousands of hours', () => {
    const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour: 1 });
    const hours = hoursFrom(498_661, 4000);

    const bases = basesOf(numbers, hours, [0, 1, 2, capacityOf(numbers, SAO_PAULO) - 1]);

    expect(bases).toHaveLength(4000 * 4);
    expect(new Set(bases).size).toBe(bases.length);
  });

  it('never repeat where the ranges of the hours begin again', () => {
    const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour: 1 });
    const around = hoursFrom(numbers.uniqueHours - 2000, 4000);

    const bases = basesOf(numbers, around, [0, 1, 2, capacityOf(numbers, SAO_PAULO) - 1]);

    expect(new Set(bases).size).toBe(bases.length);
  });

  // At a million accounts an hour the ranges are dealt out in 19 days, so a whole round can be checked.
  it('never repeat within any whole round of hours', () => {
    const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour: 1_000_000 });
    const last = capacityOf(numbers, SAO_PAULO) - 1;
    const ranks = [0, 1, 2, Math.floor(last / 2), last - 2, last - 1, last];
    fc.assert(
      fc.property(fc.nat(70_000_000), (start) => {
        const round = hoursFrom(start, numbers.uniqueHours);

        const bases = basesOf(numbers, round, ranks);

        expect(new Set(bases).size).toBe(numbers.uniqueHours * ranks.length);
      }),
      { numRuns: 20 },
    );
  });

  it('never repeat within an hour', () => {
    const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour: 100_000 });
    const counts = someRegions.map((region) => {
      const ranks = Array.from({ length: capacityOf(numbers, region) }, (_, rank) => rank);
      const bases = ranks.map((rank) => numbers.cpfBase(hourFromIndex(498_661), region, rank));
      return [bases.length, new Set(bases).size];
    });

    expect(counts.filter(([bases, different]) => bases !== different)).toEqual([]);
  });

  it.each(someRegions)('has the most numbers for the state with the most people (%i)', (region) => {
    const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour: 600 });

    expect(capacityOf(numbers, region)).toBeLessThanOrEqual(capacityOf(numbers, SAO_PAULO));
  });

  it('waste no range: one more hour would not fit', () => {
    const wasteful = [1, 600, 1_000_000].filter((accountsPerHour) => {
      const numbers = uniqueNumbers({ seed: 'seed', accountsPerHour });
      return (numbers.uniqueHours + 1) * capacityOf(numbers, SAO_PAULO) <= 99_999_999;
    });

    expect(wasteful).toEqual([]);
  });
});

function hoursFrom(index: number, count: number): Hour[] {
  return Array.from({ length: count }, (_, offset) => hourFromIndex(index + offset));
}

function basesOf(
  numbers: UniqueNumbers,
  hours: readonly Hour[],
  ranks: readonly number[],
): number[] {
  return hours.flatMap((hour) => ranks.map((rank) => numbers.cpfBase(hour, SAO_PAULO, rank)));
}

/** How many ranks an hour has: the first that is refused, by bisection. */
function capacityOf(numbers: UniqueNumbers, region: number): number {
  let [accepted, refused] = [0, 1_000_000];
  while (refused - accepted > 1) {
    const middle = Math.floor((accepted + refused) / 2);
    if (accepts(numbers, region, middle)) accepted = middle;
    else refused = middle;
  }
  return refused;
}

function accepts(numbers: UniqueNumbers, region: number, rank: number): boolean {
  try {
    numbers.cpfBase(hourFromIndex(0), region, rank);
    return true;
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
