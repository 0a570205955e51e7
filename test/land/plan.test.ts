import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planRun, shardOf } from '../../lib/land/plan.ts';
import { periodFromIndex, periodRange } from '../../lib/model/period.ts';

const someHours = fc
  .array(fc.integer({ min: 490_000, max: 490_100 }))
  .map((indexes) => indexes.map((index) => periodFromIndex('hour', index)));

describe('a plan', () => {
  it('splits the wanted hours into missing and there, each once, oldest first', () => {
    fc.assert(
      fc.property(someHours, someHours, (wanted, landed) => {
        const { missing, alreadyThere } = planRun(wanted, landed);

        expect([...missing, ...alreadyThere].sort()).toEqual([...new Set(wanted)].sort());
        expect(missing).toEqual([...missing].sort());
        expect(alreadyThere).toEqual([...alreadyThere].sort());
        expect(missing.some((hour) => landed.includes(hour))).toBe(false);
        expect(alreadyThere.every((hour) => landed.includes(hour))).toBe(true);
      }),
    );
  });
});

describe('shards', () => {
  it('have every hour once together, and as much to do as each other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 12 }),
        (length, count) => {
          const hours = periodRange(
            periodFromIndex('hour', 490_000),
            periodFromIndex('hour', 490_000 + length),
          );

          const shards = Array.from({ length: count }, (_, k) =>
            shardOf(hours, { number: k + 1, count }),
          );

          const sizes = shards.map((shard) => shard.length);
          expect(shards.flat().sort()).toEqual(hours);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('give an hour to the same shard whatever the range', () => {
    const hours = periodRange(periodFromIndex('hour', 490_000), periodFromIndex('hour', 490_050));
    const shard = { number: 2, count: 3 };

    const later = shardOf(hours.slice(7), shard);

    expect(later).toEqual(shardOf(hours, shard).filter((hour) => hours.indexOf(hour) >= 7));
  });
});
