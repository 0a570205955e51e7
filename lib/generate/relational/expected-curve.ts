/** Weight of one expected row. Weights are whole, so that their sums are exact in any order. */
export const ROW = 65_536;

/**
 * How many rows of a table are expected in each hour, as whole weights ({@link ROW} is one row) and
 * their running sum. Counts are drawn with these means, and rows are picked by the sums, so that both
 * agree to the last bit. Hours are whole hours since 1970-01-01T00 (UTC).
 */
export class ExpectedCurve {
  readonly #since: number;
  readonly #weightOf: (hour: number) => number;
  /** For each hour from `since` on, the weight of all hours before it; and of all that are known. */
  #before = new Float64Array(1024);
  #known = 0;

  /**
   * @param since the first hour; hours before it have no weight
   * @param weightOf gives the weight of an hour; asked once for each, in order
   */
  constructor(since: number, weightOf: (hour: number) => number) {
    this.#since = since;
    this.#weightOf = weightOf;
  }

  /** The weight of an hour. */
  at(hour: number): number {
    const passed = hour - this.#since;
    if (passed < 0) return 0;
    if (passed >= this.#known) this.#extend(passed + 1);
    return (this.#before[passed + 1] as number) - (this.#before[passed] as number);
  }

  /** The weight of the hours from one (inclusive) to another (exclusive). */
  between(from: number, to: number): number {
    return to <= from ? 0 : this.#upTo(to) - this.#upTo(from);
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
    let [low, high] = [Math.max(from, this.#since) - this.#since, to - 1 - this.#since];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#before[middle + 1] as number) > sought) high = middle;
      else low = middle + 1;
    }
    return this.#since + low;
  }

  /** The weight of all hours before one. */
  #upTo(hour: number): number {
    const passed = hour - this.#since;
    if (passed <= 0) return 0;
    if (passed > this.#known) this.#extend(passed);
    return this.#before[passed] as number;
  }

  #extend(hours: number): void {
    if (hours >= this.#before.length) {
      const larger = new Float64Array(Math.max(hours + 1, this.#before.length * 2));
      larger.set(this.#before);
      this.#before = larger;
    }
    for (; this.#known < hours; this.#known += 1) {
      const before = this.#before[this.#known] as number;
      this.#before[this.#known + 1] = before + this.#weightOf(this.#since + this.#known);
    }
  }
}
