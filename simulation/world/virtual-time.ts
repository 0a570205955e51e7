/** What happens at a moment; a promise keeps the time standing still until it is settled. */
export type Event = () => void | Promise<void>;

interface Entry {
  readonly at: number;
  /** What was planned first happens first at the same moment. */
  readonly number: number;
  readonly event: Event;
  readonly wakes: boolean;
}

/**
 * A clock that jumps from event to event. Between two of them all code that waits for promises goes
 * on as far as it can, so that nothing but the order of the events decides what happens.
 */
export class VirtualTime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now: number;
  /** Events that have happened. */
  events = 0;
  private planned = 0;
  /** A binary heap: each entry comes before both of those below it. */
  private readonly heap: Entry[] = [];
  private isStopped = false;

  constructor(start: number) {
    this.now = start;
  }

  /**
   * Plans an event.
   *
   * @param wakes whether somebody may go on because of it. Default: `true`.
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

  /** Plans an event after so many milliseconds. */
  after(milliseconds: number, event: Event, { wakes = true } = {}): void {
    this.at(this.now + milliseconds, event, { wakes });
  }

  /** Lets events happen until none is planned any more, or until it is stopped. */
  async run(): Promise<void> {
    for (let next = this.take(); next !== undefined && !this.isStopped; next = this.take()) {
      this.now = next.at;
      this.events += 1;
      await next.event();
      if (next.wakes) await microtasksAreDone();
    }
  }

  /** No further event happens. */
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

/** Node runs every microtask before it runs the next immediate. */
function microtasksAreDone(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
