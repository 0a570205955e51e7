/** The longest time of a timer, in milliseconds; Node fires one that is longer at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Aborts a connection when nothing arrives for some time, or when the run ends. */
export class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #ending: AbortSignal | undefined;
  #isTooLong = false;

  /**
   * @param seconds how long a connection may be silent
   * @param ending aborted when the run ends
   */
  constructor(seconds: number, ending: AbortSignal | undefined) {
    this.#timer = setTimeout(
      () => {
        this.#isTooLong = true;
        this.#abort();
      },
      Math.min(seconds * 1_000, LONGEST_TIMER),
    );
    this.#ending = ending;
    if (ending?.aborted) this.#abort();
    ending?.addEventListener('abort', this.#abort);
  }

  /** Aborts the connection. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the connection was aborted because it was silent. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  /** Something arrived. */
  heard(): void {
    this.#timer.refresh();
  }

  /** Stops watching. A signal that lives as long as the run must not hold on to each request. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ending?.removeEventListener('abort', this.#abort);
  }

  readonly #abort = (): void => this.#controller.abort();
}
