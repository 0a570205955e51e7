import { WorkerError } from '../../errors.ts';
import type { Hour } from '../../model/period.ts';
import type { HourFile, HourMaker } from './hour-maker.ts';
import { type HourThread, startHourThread } from './hour-thread.ts';

/** Which worker threads make hours, and how many. */
export interface HourThreadsOptions {
  /** A module that calls `answerHours`. */
  readonly entry: URL;
  /** Plain data that tells the module of the source: its `workerData`. */
  readonly job: unknown;
  /** At most so many threads, each with one hour at a time. They start as hours are asked for. */
  readonly threads: number;
}

/** A place for one thread; in the place of one that died another one starts. */
interface Place {
  thread?: HourThread;
}

/**
 * Makes the files of hours in worker threads. No more hours than threads are being made at once, so
 * that memory stays bounded however many are asked for; the others wait.
 */
export function hourThreads({ entry, job, threads }: HourThreadsOptions): HourMaker {
  const places: readonly Place[] = Array.from({ length: threads }, () => ({}));
  const free = [...places];
  const waiting: ((place: Place) => void)[] = [];
  let closed = false;

  function take(): Place | Promise<Place> {
    return free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(place: Place): void {
    const next = waiting.shift();
    if (next === undefined) free.push(place);
    else next(place);
  }

  return {
    async make(hour): Promise<HourFile> {
      const place = await take();
      try {
        if (closed) throw closedBefore(hour);
        if (!place.thread?.isAlive()) place.thread = startHourThread(entry, job);
        return await place.thread.make(hour);
      } finally {
        giveBack(place);
      }
    },
    async close() {
      closed = true;
      await Promise.all(places.map(({ thread }) => thread?.end()));
    },
  };
}

function closedBefore(hour: Hour): WorkerError {
  return new WorkerError(
    {
      expected: `a worker thread to make ${hour}`,
      got: 'an end of all threads',
      advice: 'The run had ended before; another one makes it.',
    },
    { hour },
  );
}
