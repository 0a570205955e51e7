import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardNumber,
  cardNumbers,
  checkDigit,
  MOST_CARDS,
} from '../../../lib/generate/relational/card-number.ts';
import { MOST_HOURS } from '../../../lib/generate/relational/relational-source.ts';

const own = fc.integer({ min: 0, max: 10 ** 11 - 1 });

describe('a card number', () => {
  it('has sixteen digits: the prefix, its own eleven, and a check digit that the Luhn algorithm takes', () => {
    fc.assert(
      fc.property(own, (digits) => {
        const number = cardNumber(digits);

        expect(number).toMatch(/^9999\d{12}$/);
        expect(number.slice(4, 15)).toBe(String(digits).padStart(11, '0'));
        expect(luhnSum(number) % 10).toBe(0);
      }),
    );
  });

  it('is no longer valid with any other digit in any place', () => {
    const number = cardNumber(17_480_326_554);

    const changed = [...number].flatMap((digit, place) =>
      Array.from({ length: 10 }, (_, other) => String(other))
        .filter((other) => other !== digit)
        .map((other) => number.slice(0, place) + other + number.slice(place + 1)),
    );

    expect(changed).toHaveLength(144);
    expect(changed.filter((other) => luhnSum(other) % 10 === 0)).toEqual([]);
  });

  // Published test numbers of issuers, without their last digit.
  it.each([
    [411111111111111, 1],
    [555555555555444, 4],
    [37828224631000, 5],
  ])('has the check digit that issuers have: %i', (number, digit) => {
    expect(checkDigit(number)).toBe(digit);
  });

  it('never repeats in an hour, nor in another one', () => {
    const numberOf = cardNumbers('seed');
    const hours = [0, 1, 2, MOST_HOURS - 1];

    const numbers = hours.flatMap((hour) =>
      Array.from({ length: 1000 }, (_, place) => numberOf(hour, place)),
    );
    const ends = hours.map((hour) => numberOf(hour, MOST_CARDS - 1));

    expect(new Set([...numbers, ...ends]).size).toBe(4004);
    expect(Math.max(...numbers)).toBeLessThan(10 ** 11);
  });

  it('has a place for every card of every hour', () => {
    expect(MOST_HOURS * MOST_CARDS).toBe(10 ** 11);
  });
});

/** From the right, every second digit counts twice, and the digits of the product are added up. */
function luhnSum(number: string): number {
  return [...number].reverse().reduce((sum, digit, place) => {
    const counted = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return sum + Math.floor(counted / 10) + (counted % 10);
  }, 0);
}
