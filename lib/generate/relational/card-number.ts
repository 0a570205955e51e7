import { permutation } from '../../model/permutation.ts';
import { stringOf, type TextWriter } from '../../model/text-writer.ts';

/**
 * First digits of every card. By ISO/IEC 7812-1 a number that begins with 9 has the numeric country
 * code of ISO 3166-1 behind it, and ISO 3166-1 leaves the codes 900 to 999 to users: it never assigns
 * one to a country. So no issuer has the numbers from 9999 on.
 */
export const CARD_PREFIX = 9999;

/** Most cards of an hour that have numbers of their own. */
export const MOST_CARDS = 200_000;

/** Numbers of eleven digits, between the prefix and the check digit. */
export const CARD_NUMBERS = 100_000_000_000;

/** Digits of which each is written at once. */
const MYRIAD = 10_000;

/** Gives the number of a card, from the hours since the beginning of the lake, and its place among the cards of the hour, from 0. */
export type CardNumberOf = (hours: number, place: number) => number;

/**
 * The eleven digits of each card that are its own, as a number. They never repeat: each hour owns
 * {@link MOST_CARDS} numbers, which a keyed permutation scatters.
 */
export function cardNumbers(seed: string): CardNumberOf {
  const scatter = permutation(CARD_NUMBERS, [seed, 'cartao', 'number']);
  return (hours, place) => scatter(hours * MOST_CARDS + place);
}

/**
 * A card number of sixteen digits: the prefix, eleven digits and the check digit (ISO/IEC 7812-1,
 * annex B, known as the Luhn algorithm).
 *
 * @param own 0 to 10^11 - 1
 * @example
 * cardNumber(17480326554) // => '9999174803265542'
 */
export function cardNumber(own: number): string {
  return stringOf((out) => writeCardNumber(out, own));
}

/** Writes what {@link cardNumber} gives. */
export function writeCardNumber(out: TextWriter, own: number): void {
  const middle = Math.floor(own / MYRIAD);
  const high = Math.floor(middle / MYRIAD);
  out.digits4(CARD_PREFIX);
  out.digits3(high);
  out.digits4(middle - high * MYRIAD);
  out.digits4(own - middle * MYRIAD);
  out.ascii(ZERO + checkDigit(CARD_PREFIX * CARD_NUMBERS + own));
}

const ZERO = 48;

/**
 * The Luhn check digit of a number: the last digit counts twice, the one before it once, and so on.
 *
 * @param number below 2^53
 * @example
 * checkDigit(7992739871) // => 3
 */
export function checkDigit(number: number): number {
  let sum = 0;
  let counts = 2;
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10)) {
    const product = (rest % 10) * counts;
    sum += product > 9 ? product - 9 : product;
    counts = 3 - counts;
  }
  return (10 - (sum % 10)) % 10;
}
