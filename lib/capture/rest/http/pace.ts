import { InputError } from '../../../errors.ts';

/** How fast requests may follow each other. */
export interface PaceOptions {
  readonly requestsPerSecond: number;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Waits some milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/** Spaces requests evenly, however many are waiting. */
export class Pace {
  readonly #interval: number;
  readonly #now: () => number;
  readonly #sleep: (milliseconds: number) => Promise<unknown>;
  /** Turns are taken in the order in which they are asked for. */
  #lastTurn: Promise<void> = Promise.resolve();
  /** When the next request may go. */
  #free = Number.NEGATIVE_INFINITY;

  /** @throws InputError when the rate is not above 0. */
  constructor({ requestsPerSecond, now, sleep }: PaceOptions) {
    if (!(requestsPerSecond > 0)) {
      throw new InputError({
        expected: 'more than 0 requests a second',
        got: String(requestsPerSecond),
        advice: 'Say how many the API allows; less than one is fine, such as 0.5.',
      });
    }
    this.#interval = 1_000 / requestsPerSecond;
    this.#now = now;
    this.#sleep = sleep;
  }

  /** Returns when the next request may go. Throws what the sleep throws. */
  turn(): Promise<void> {
    const turn = this.#lastTurn.then(() => this.#wait());
    this.#lastTurn = turn.catch(() => {});
    return turn;
  }

  async #wait(): Promise<void> {
    const now = this.#now();
    // No longer than one interval, also when the clock was set back.
    const wait = Math.min(Math.max(this.#free - now, 0), this.#interval);
    // By the plan and not by the clock after the sleep: what a sleep takes too long does not add up.
    this.#free = now + wait + this.#interval;
    if (wait > 0) await this.#sleep(wait);
  }
}
