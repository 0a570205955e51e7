/** A process may have 1,024 files open on most machines, and as few as 256 on some. */
const MOST_OPEN_FILES = 8;

/** Limits how many files a folder store has open at once; further work waits for its turn. */
export class OpenFiles {
  readonly #waiting: (() => void)[] = [];
  #open = 0;

  /** Runs `work`, which opens files and closes them again, when it is its turn. */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#open < MOST_OPEN_FILES) this.#open += 1;
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await work();
    } finally {
      // The turn passes to the next one directly, so that nobody gets in between.
      const next = this.#waiting.shift();
      if (next === undefined) this.#open -= 1;
      else next();
    }
  }
}
