import { Worker } from 'node:worker_threads';
import { WorkerError } from '../../errors.ts';
import type { Hour } from '../../model/period.ts';
import type { HourAnswer } from './answer-hours.ts';
import type { HourFile } from './hour-maker.ts';
import { restoredError } from './passed-error.ts';

/** A worker thread that makes the files of hours, one at a time. */
export interface HourThread {
  /** Whether it can make another hour: a thread that died cannot. */
  readonly isAlive: () => boolean;
  readonly make: (hour: Hour) => Promise<HourFile>;
  readonly end: () => Promise<void>;
}

/** The hour that a thread is making, and who waits for it. */
interface Task {
  readonly hour: Hour;
  readonly resolve: (file: HourFile) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Starts a worker thread.
 *
 * @param entry a module that calls `answerHours`
 * @param job plain data that tells the module of the source: its `workerData`
 */
export function startHourThread(entry: URL, job: unknown): HourThread {
  const worker = new Worker(entry, { workerData: job });
  let task: Task | undefined;
  let alive = true;
  let cause: unknown;

  worker.on('message', (answer: HourAnswer) => {
    if ('file' in answer) task?.resolve(answer.file);
    else task?.reject(restoredError(answer.error));
  });
  // After either of these the thread ends, if it has not already.
  worker.on('error', (error) => {
    cause = error;
  });
  worker.on('messageerror', (error) => {
    cause = error;
    void worker.terminate();
  });
  worker.on('exit', (code) => {
    alive = false;
    if (task !== undefined) task.reject(died(task.hour, code, cause));
  });

  return {
    isAlive: () => alive,
    make: (hour) =>
      new Promise((resolve, reject) => {
        task = { hour, resolve, reject };
        if (alive) worker.postMessage(hour);
        else reject(died(hour, 0, cause));
      }),
    async end() {
      await worker.terminate();
    },
  };
}

function died(hour: Hour, code: number, cause: unknown): WorkerError {
  const why = cause instanceof Error ? cause.message : `an end with code ${code}`;
  return new WorkerError(
    {
      expected: `a worker thread to make ${hour}`,
      got: why,
      advice:
        'If memory is short, use fewer --workers, or give each more with NODE_OPTIONS=--max-old-space-size=4096.',
    },
    { hour },
    { cause },
  );
}
