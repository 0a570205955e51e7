import { permutation } from '../../../model/permutation.ts';
import type { RowSet } from '../rows/row-set.ts';

/** The parts of a key. */
export interface KeyParts {
  /** For each reference, how many rows the other table has in a period. At least one reference. */
  readonly references: readonly ((period: number) => number)[];
  /** For each value of the key's own, how many different ones there are. */
  readonly own: readonly number[];
  /** Names what is permuted. */
  readonly path: readonly string[];
}

/** How many rows refer to each of some consecutive rows, where values are counted within them. */
const LIST_LENGTHS = [1, 3, 2, 1, 5, 2, 7, 1] as const;

const LISTS = LIST_LENGTHS.length;
const LONGEST_LIST = Math.max(...LIST_LENGTHS);
const LISTED = LIST_LENGTHS.reduce<number>((sum, length) => sum + length, 0);

/** For each row of these lists the number of its list, and its place in it. */
const listPlaces = LIST_LENGTHS.flatMap((length, list) =>
  Array.from({ length }, (_, place) => ({ list, place })),
);

/** The largest number that is permuted. */
const MOST_SCATTERED = 2 ** 47;

/**
 * Gives each row of a period its own combination of digits, so that a key of several parts never repeats:
 * a row of each table that it refers to, in the same period, and values that are counted within them,
 * such as the items 1, 2 and 3 of an order.
 */
export class KeyScheme {
  readonly #parts: KeyParts;
  #known: KeyPeriod | undefined;

  constructor(parts: KeyParts) {
    this.#parts = parts;
  }

  /** How many rows of a period it can tell apart. */
  capacityOf(period: number): number {
    return this.#at(period).capacity;
  }

  /**
   * The digit of a part for each row: first those of the references, which are numbers of rows in the
   * period, and then those of the key's own values.
   */
  digits(part: number, { length, periods, rows }: RowSet): Float64Array {
    const digits = new Float64Array(length);
    for (let index = 0; index < length; index += 1) {
      const period = this.#at(periods[index] as number);
      digits[index] = period.digitOf(part, rows[index] as number);
    }
    return digits;
  }

  #at(period: number): KeyPeriod {
    if (this.#known?.period !== period) this.#known = new KeyPeriod(this.#parts, period);
    return this.#known;
  }
}

/** A key in one period. */
class KeyPeriod {
  readonly period: number;
  /** How many rows it can tell apart. */
  readonly capacity: number;
  readonly #references: readonly number[];
  readonly #own: readonly number[];
  /** Combinations of referred rows. */
  readonly #combinations: number;
  /** Rows whose values are counted in lists of different lengths. */
  readonly #listed: number;
  readonly #scatter: (number: number) => number;

  constructor({ references, own, path }: KeyParts, period: number) {
    this.period = period;
    this.#references = references.map((countOf) => countOf(period));
    this.#own = own;
    this.#combinations = Math.min(MOST_SCATTERED, product(this.#references));
    const ownSize = product(own);
    const blocks = ownSize <= LONGEST_LIST ? 0 : Math.floor(this.#combinations / LISTS);
    this.#listed = blocks * LISTED;
    this.capacity =
      this.#listed + this.#combinations * (blocks === 0 ? ownSize : ownSize - LONGEST_LIST);
    this.#scatter = permutation(this.#combinations, [...path, String(period)]);
  }

  digitOf(part: number, row: number): number {
    const isReference = part < this.#references.length;
    const [outer, inner] = this.#placeOf(row);
    return isReference
      ? digitAt(this.#scatter(outer), this.#references, part)
      : digitAt(inner, this.#own, part - this.#references.length);
  }

  /** The combination of referred rows that a row has, and its place among those that have the same. */
  #placeOf(row: number): readonly [outer: number, inner: number] {
    if (row < this.#listed) {
      const block = Math.floor(row / LISTED);
      const { list, place } = listPlaces[row - block * LISTED] ?? { list: 0, place: 0 };
      return [block * LISTS + list, place];
    }
    // One more for each combination, behind the places of the longest list.
    const rest = row - this.#listed;
    const round = Math.floor(rest / this.#combinations);
    const before = this.#listed === 0 ? 0 : LONGEST_LIST;
    return [rest - round * this.#combinations, before + round];
  }
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}

/**
 * A digit of a number of mixed radix, the first digit counting fastest.
 *
 * @example
 * digitAt(7, [3, 5], 1) // => 2
 */
export function digitAt(number: number, radixes: readonly number[], place: number): number {
  let rest = number;
  for (const radix of radixes.slice(0, place)) rest = Math.floor(rest / radix);
  return rest % (radixes[place] ?? 1);
}
