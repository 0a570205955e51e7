import { describe, expect, it } from 'vitest';
import { randomFamily, randomStream } from '../../lib/model/keyed-random.ts';
import { tally, unevenness } from '../chi-squared.ts';

const ROWS = 65_536;

/** Paths as a lake opens them: they differ in one letter or one digit. */
const opened = [
  ['seed', 'fake_accounts', 'given', '2026-11-20T13'],
  ['seed', 'fake_accounts', 'given', '2026-11-20T14'],
  ['seed', 'fake_accounts', 'surname', '2026-11-20T13'],
  ['seeds', 'fake_accounts', 'given', '2026-11-20T13'],
] as const;

const pairs = opened.flatMap((one, position) =>
  opened.slice(position + 1).map((other) => [one, other] as const),
);

describe('the numbers of a stream', () => {
  it.each(opened)('are uniform below any bound (%s, %s, %s, %s)', (...path) => {
    const stream = randomStream(...path);

    const measured = [2, 3, 10, 100, 256, 1000].map((bound) =>
      unevenness(
        tally(
          numbersOf((row) => stream.below(row, bound)),
          bound,
        ),
      ),
    );

    expect(measured.filter((share) => share >= 1)).toEqual([]);
  });

  it.each(opened)('are uniform in their low bits too (%s, %s, %s, %s)', (...path) => {
    const stream = randomStream(...path);

    const counts = tally(
      numbersOf((row) => stream.uint32(row) % 256),
      256,
    );

    expect(unevenness(counts)).toBeLessThan(1);
  });

  it.each(opened)('are independent of the row before (%s, %s, %s, %s)', (...path) => {
    const stream = randomStream(...path);

    const together = numbersOf((row) => stream.below(row, 16) * 16 + stream.below(row + 1, 16));

    expect(unevenness(tally(together, 256))).toBeLessThan(1);
  });

  it.each(pairs)('are independent of another stream (%j, %j)', (one, other) => {
    const first = randomStream(...one);
    const second = randomStream(...other);

    const together = numbersOf((row) => first.below(row, 16) * 16 + second.below(row, 16));

    expect(unevenness(tally(together, 256))).toBeLessThan(1);
  });

  it('are uniform over the hours, in one row', () => {
    const numbers = Array.from({ length: 8192 }, (_, hour) =>
      randomStream('seed', 'fake_accounts', 'given', String(hour)).below(0, 64),
    );

    expect(unevenness(tally(numbers, 64))).toBeLessThan(1);
  });

  it('change in about half of their bits with any bit of the row', () => {
    const stream = randomStream('seed');
    const bits = Array.from({ length: 32 }, (_, bit) => 2 ** bit);

    const changed = bits.map((bit) => {
      const rows = Array.from({ length: 1000 }, (_, row) => row);
      const flips = rows.map((row) => stream.uint32(row) ^ stream.uint32((row ^ bit) >>> 0));
      return flips.reduce((sum, flip) => sum + bitsSet(flip), 0) / rows.length;
    });

    expect(Math.min(...changed)).toBeGreaterThan(15.5);
    expect(Math.max(...changed)).toBeLessThan(16.5);
  });
});

describe('the streams of a family', () => {
  const family = randomFamily('seed', 'cartao', 'parent');

  it.each([0, 1, 498_661])('are uniform and independent of the row before (%i)', (member) => {
    const stream = family.of(member);

    const together = numbersOf((row) => stream.below(row, 16) * 16 + stream.below(row + 1, 16));

    expect(unevenness(tally(together, 256))).toBeLessThan(1);
  });

  it('are independent of the stream of the next member, and of another family', () => {
    const other = randomFamily('seed', 'cartao', 'count').of(498_661);
    const [one, next] = [family.of(498_661), family.of(498_662)];

    for (const second of [next, other]) {
      const together = numbersOf((row) => one.below(row, 16) * 16 + second.below(row, 16));
      expect(unevenness(tally(together, 256))).toBeLessThan(1);
    }
  });

  it('are uniform over the members, in one row', () => {
    const together = numbersOf((member) => family.uint32(member, 0) >>> 24);

    expect(unevenness(tally(together, 256))).toBeLessThan(1);
  });
});

function numbersOf(numberOf: (row: number) => number): number[] {
  return Array.from({ length: ROWS }, (_, row) => numberOf(row));
}

function bitsSet(number: number): number {
  return (number >>> 0).toString(2).replaceAll('0', '').length;
}
