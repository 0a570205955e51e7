import { WorkerError } from '../../errors.ts';
import type { Period } from '../../model/period.ts';
import type { ConfiguredJob } from '../open-job.ts';
import { lendFile } from '../scratch/lend-file.ts';
import { removeScratch } from '../scratch/scratch-folder.ts';
import type { PeriodDigest, PeriodFile, PeriodMaker } from './period-maker.ts';
import { type Made, PeriodThread } from './period-thread.ts';

/** Which worker threads make periods, and how many. */
export interface PeriodThreadsOptions {
  /** A module that calls `answerPeriods`. */
  readonly entry: URL;
  /** What the module opens the source from: its `workerData`. */
  readonly job: ConfiguredJob;
  /** The most threads, each with one period at a time. They start as periods are asked for. */
  readonly threads: number;
  /**
   * Absolute path of the scratch folder for large files, which only this maker uses: it is created
   * when it is needed, and removed at the end. Default: every file stays in memory.
   */
  readonly scratch?: string | undefined;
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

  async withFile<Result>(
    period: Period,
    use: (file: PeriodFile) => Promise<Result>,
  ): Promise<Result> {
    const made = await this.#make(period, 'file');
    if (!('file' in made)) throw new TypeError('A thread was asked for a file, and made none');
    return lendFile(made.file, use);
  }

  async digestOf(period: Period): Promise<PeriodDigest> {
    const made = await this.#make(period, 'digest');
    if (!('digest' in made)) throw new TypeError('A thread was asked for a digest, and made none');
    return made.digest;
  }

  /** Scratch files go last: a thread may be writing one until it has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#slots.map(({ thread }) => thread?.end()));
    await removeScratch(this.#options.scratch);
  }

  async #make(period: Period, wanted: 'file' | 'digest'): Promise<Made> {
    const slot = await this.#take();
    try {
      if (this.#closed) throw closedBefore(period);
      const { entry, job, scratch } = this.#options;
      if (!slot.thread?.isAlive) slot.thread = new PeriodThread(entry, job);
      return await slot.thread.make({ period, wanted, scratch });
    } finally {
      this.#giveBack(slot);
    }
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
