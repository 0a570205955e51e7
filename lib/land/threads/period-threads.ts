import { WorkerError } from '../../errors.ts';
import type { Period } from '../../model/period.ts';
import type { ConfiguredJob } from '../open-job.ts';
import type { PeriodFile, PeriodMaker } from './period-maker.ts';
import { PeriodThread } from './period-thread.ts';

/** Which worker threads make periods, and how many. */
export interface PeriodThreadsOptions {
  /** A module that calls `answerPeriods`. */
  readonly entry: URL;
  /** What the module opens the source from: its `workerData`. */
  readonly job: ConfiguredJob;
  /** The most threads, each with one period at a time. They start as periods are asked for. */
  readonly threads: number;
}

/** A slot for one thread. If the thread dies, the slot starts another. */
interface Slot {
  thread?: PeriodThread;
}

/**
 * Makes the files of periods in worker threads. At most one period per thread is being made at any
 * time, so that memory stays bounded however many are asked for; the others wait.
 */
export class PeriodThreads implements PeriodMaker {
  readonly #options: PeriodThreadsOptions;
  readonly #slots: readonly Slot[];
  readonly #free: Slot[];
  readonly #waiting: ((slot: Slot) => void)[] = [];
  #closed = false;

  constructor(options: PeriodThreadsOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.threads }, () => ({}));
    this.#free = [...this.#slots];
  }

  async make(period: Period): Promise<PeriodFile> {
    const slot = await this.#take();
    try {
      if (this.#closed) throw closedBefore(period);
      const { entry, job } = this.#options;
      if (!slot.thread?.isAlive) slot.thread = new PeriodThread(entry, job);
      return await slot.thread.make(period);
    } finally {
      this.#giveBack(slot);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#slots.map(({ thread }) => thread?.end()));
  }

  #take(): Slot | Promise<Slot> {
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(slot: Slot): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(slot);
    else next(slot);
  }
}

function closedBefore(period: Period): WorkerError {
  return new WorkerError(
    {
      expected: `a worker thread to make ${period}`,
      got: 'threads that were closed before',
      advice: 'The run had ended; the next one makes it.',
    },
    { period },
  );
}
