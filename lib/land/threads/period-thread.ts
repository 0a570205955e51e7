import { Worker } from 'node:worker_threads';
import { WorkerError } from '../../errors.ts';
import type { Period } from '../../model/period.ts';
import type { ConfiguredJob } from '../open-job.ts';
import type { PeriodAnswer, PeriodQuestion } from './answer-periods.ts';
import { type PassedError, restoredError } from './passed-error.ts';

/** What a thread answers when it has made what was wanted. */
export type Made = Exclude<PeriodAnswer, { readonly error: PassedError }>;

/** The period that a thread is making, and the promise of its answer. */
interface Task {
  readonly period: Period;
  readonly resolve: (made: Made) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that makes the files of periods, one at a time. */
export class PeriodThread {
  readonly #worker: Worker;
  #task: Task | undefined;
  #alive = true;
  #cause: unknown;

  /**
   * Starts the thread.
   *
   * @param entry a module that calls `answerPeriods`
   * @param job what the module opens the source from: its `workerData`
   */
  constructor(entry: URL, job: ConfiguredJob) {
    this.#worker = new Worker(entry, { workerData: job });
    this.#worker.on('message', (answer: PeriodAnswer) => {
      if ('error' in answer) this.#task?.reject(restoredError(answer.error));
      else this.#task?.resolve(answer);
    });
    // After either of these the thread ends, if it has not already.
    this.#worker.on('error', (error) => {
      this.#cause = error;
    });
    this.#worker.on('messageerror', (error) => {
      this.#cause = error;
      void this.#worker.terminate();
    });
    this.#worker.on('exit', (code) => {
      this.#alive = false;
      if (this.#task !== undefined) this.#task.reject(died(this.#task.period, code, this.#cause));
    });
  }

  /** Whether it can make another period: a thread that died cannot. */
  get isAlive(): boolean {
    return this.#alive;
  }

  make(question: PeriodQuestion): Promise<Made> {
    const { period } = question;
    return new Promise((resolve, reject) => {
      this.#task = { period, resolve, reject };
      if (this.#alive) this.#worker.postMessage(question);
      else reject(died(period, 0, this.#cause));
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function died(period: Period, code: number, cause: unknown): WorkerError {
  const why = cause instanceof Error ? cause.message : `the worker exited with code ${code}`;
  return new WorkerError(
    {
      expected: `a worker thread to make ${period}`,
      got: why,
      advice:
        'If memory is short, use fewer threads, or give each more with NODE_OPTIONS=--max-old-space-size=4096.',
    },
    { period },
    { cause },
  );
}
