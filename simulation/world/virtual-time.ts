/** A planned event. If it returns a promise, time stands still until the promise settles. */
export type Event = () => void | Promise<void>;

interface Entry {
  readonly at: number;
  /** Events at the same moment happen in the order in which they were planned. */
  readonly number: number;
  readonly event: Event;
  readonly wakes: boolean;
}

/**
 * A clock that jumps from event to event. Between two events, all code that waits for promises runs
 * as far as it can, so only the order of the events decides what happens.
 */
export class VirtualTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now: number;
  /** Number of events so far. */
  events = 0;
  private planned = 0;
  /** A binary heap: each entry comes before its two children. */
  private readonly heap: Entry[] = [];
  private isStopped = false;

  constructor(start: number) {
    this.now = start;
  }

  /**
   * Plans an event.
   *
   * @param wakes whether the event may let waiting code continue. Default: `true`.
   */
  at(moment: number, event: Event, { wakes = true } = {}): void {
    this.planned += 1;
    const { heap } = this;
    const entry = { at: Math.max(moment, this.now), number: this.planned, event, wakes };
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above];
      if (other === undefined || !isBefore(entry, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = entry;
  }

  /** Plans an event after a number of milliseconds. */
  after(milliseconds: number, event: Event, { wakes = true } = {}): void {
    this.at(this.now + milliseconds, event, { wakes });
  }

  /** Runs events until none is planned, or until it is stopped. */
  async run(): Promise<void> {
    for (let next = this.take(); next !== undefined && !this.isStopped; next = this.take()) {
      this.now = next.at;
      this.events += 1;
      await next.event();
      if (next.wakes) await microtasksAreDone();
    }
  }

  /** Stops before the next event. */
  stop(): void {
    this.isStopped = true;
  }

  private take(): Entry | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const [one, other] = [heap[left], heap[left + 1]];
      if (one === undefined) break;
      const isRight = other !== undefined && isBefore(other, one);
      const below = isRight ? other : one;
      if (!isBefore(below, last)) break;
      heap[place] = below;
      place = isRight ? left + 1 : left;
    }
    heap[place] = last;
    return first;
  }
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.at < other.at || (one.at === other.at && one.number < other.number);
}

/** Resolves when all microtasks are done: Node runs them before the next immediate. */
function microtasksAreDone(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
