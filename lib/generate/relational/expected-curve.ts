/** Weight of one expected row. Weights are whole, so that their sums are exact in any order. */
export const ROW = 65_536;

/**
 * Weighs hours in bulk, which is several times as fast as one after the other.
 *
 * @param from the first hour
 * @param to the hour after the last
 * @returns the weight of each hour, a whole number of 0 or more
 */
export type WeighHours = (from: number, to: number) => Float64Array;

/** Hours are weighed this many at a time: six weeks of them. */
const BLOCK = 1024;

/**
 * How many rows of a table are expected in each hour, as whole weights ({@link ROW} is one row) and
 * their running sum. Counts are drawn with these means, and rows are picked by the sums, so that both
 * agree to the last bit. Hours are whole hours since 1970-01-01T00 (UTC).
 */
export class ExpectedCurve {
  readonly #since: number;
  readonly #weigh: WeighHours;
  /** For each hour from `since` on, the weight of all hours before it; and of all that are known. */
  #before = new Float64Array(1);
  #known = 0;

  /**
   * @param since the first hour; hours before it have no weight
   * @param weigh asked once for each hour, in order
   */
  constructor(since: number, weigh: WeighHours) {
    this.#since = since;
    this.#weigh = weigh;
  }

  /** The weight of an hour. */
  at(hour: number): number {
    const passed = hour - this.#since;
    if (passed < 0) return 0;
    const sums = this.sumsUpTo(hour + 1);
    return (sums[passed + 1] as number) - (sums[passed] as number);
  }

  /** The weight of the hours from one (inclusive) to another (exclusive). */
  between(from: number, to: number): number {
    return to <= from ? 0 : this.#upTo(to) - this.#upTo(from);
  }

  /** The largest weight of an hour, from one (inclusive; not before `since`) to another (exclusive). */
  largest(from: number, to: number): number {
    const sums = this.sumsUpTo(to);
    let largest = 0;
    for (let place = from - this.#since; place < to - this.#since; place += 1) {
      largest = Math.max(largest, (sums[place + 1] as number) - (sums[place] as number));
    }
    return largest;
  }

  /**
   * The hour that a position falls into, where the hours of a range take as much room as they have
   * weight.
   *
   * @param from the first hour of the range
   * @param to the hour after its last
   * @param position 0 to the weight of the range, exclusive
   */
  hourAt(from: number, to: number, position: number): number {
    const sought = this.#upTo(from) + position;
    const before = this.#before;
    let [low, high] = [Math.max(from, this.#since) - this.#since, to - 1 - this.#since];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((before[middle + 1] as number) > sought) high = middle;
      else low = middle + 1;
    }
    return this.#since + low;
  }

  /**
   * The running sum, for loops over many hours: at each place the weight of so many hours from `since`
   * on. It may be longer than it was asked for.
   *
   * @param end the hour after the last one that has to be part of it
   */
  sumsUpTo(end: number): Float64Array {
    if (end - this.#since > this.#known) this.#extend(end - this.#since);
    return this.#before;
  }

  /** The weight of all hours before one. */
  #upTo(hour: number): number {
    const passed = hour - this.#since;
    return passed <= 0 ? 0 : (this.sumsUpTo(hour)[passed] as number);
  }

  #extend(hours: number): void {
    if (hours + BLOCK >= this.#before.length) {
      const larger = new Float64Array(Math.max(hours + 2 * BLOCK, this.#before.length * 2));
      larger.set(this.#before);
      this.#before = larger;
    }
    while (this.#known < hours) {
      const begin = this.#since + this.#known;
      addUp(this.#before, this.#known, this.#weigh(begin, begin + BLOCK));
      this.#known += BLOCK;
    }
  }
}

/** Continues running sums, of which the first `known` weights are part. */
function addUp(sums: Float64Array, known: number, weights: Float64Array): void {
  for (let place = 0; place < weights.length; place += 1) {
    sums[known + place + 1] = (sums[known + place] as number) + (weights[place] as number);
  }
}
