const UNKNOWN = -1;

/**
 * How many rows each hour has, drawn when it is first asked for and kept. Hours are whole hours since
 * 1970-01-01T00 (UTC).
 */
export class HourlyCounts {
  readonly #since: number;
  readonly #draw: (hour: number) => number;
  #counts = new Int32Array(1024).fill(UNKNOWN);
  /** Every hour before this one is known to be empty. */
  #emptyBefore: number;

  /**
   * @param since the first hour; hours before it are empty
   * @param draw gives the number of rows of an hour, the same each time
   */
  constructor(since: number, draw: (hour: number) => number) {
    this.#since = since;
    this.#draw = draw;
    this.#emptyBefore = since;
  }

  at(hour: number): number {
    const place = hour - this.#since;
    if (place < 0) return 0;
    if (place >= this.#counts.length) this.#grow(place);
    const known = this.#counts[place] as number;
    if (known !== UNKNOWN) return known;
    const count = this.#draw(hour);
    this.#counts[place] = count;
    return count;
  }

  /** The first hour from one (inclusive) to another (exclusive) that has rows; `undefined` if none has. */
  firstFilled(from: number, to: number): number | undefined {
    let hour = Math.max(from, this.#emptyBefore);
    while (hour < to && this.at(hour) === 0) hour += 1;
    if (from <= this.#emptyBefore && hour > this.#emptyBefore) this.#emptyBefore = hour;
    return hour < to ? hour : undefined;
  }

  /** The last such hour. */
  lastFilled(from: number, to: number): number | undefined {
    const least = Math.max(from, this.#emptyBefore);
    for (let hour = to - 1; hour >= least; hour -= 1) if (this.at(hour) > 0) return hour;
    return undefined;
  }

  #grow(place: number): void {
    const larger = new Int32Array(Math.max(place + 1, this.#counts.length * 2)).fill(UNKNOWN);
    larger.set(this.#counts);
    this.#counts = larger;
  }
}
