import { inThisThread } from '../../lib/land/land-period.ts';
import { configurationOf } from '../../lib/land/open-job.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { newScratchFolder, sweepScratch } from '../../lib/land/scratch/scratch-folder.ts';
import type { OpenMaker } from '../../lib/land/threads/period-maker.ts';
import { PeriodThreads } from '../../lib/land/threads/period-threads.ts';
import type { Period } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import type { Store } from '../../lib/stores/store.ts';
import type { Context } from '../context.ts';
import type { MakingOptions } from '../options/making-options.ts';

/**
 * Two threads took 2.7 to 3.4 s of CPU more than this one for the same periods. On two cores they
 * landed a month of 600 accounts an hour 1.1 times as fast, and a day of 50,000 an hour no faster
 * (docs/performance.md). Hours of 90,000 movements landed 1.4 times as fast.
 */
const ROWS_PER_THREAD = 200_000;

/** Periods in flight for each thread: one is being made, the other lands or waits to be made. */
const PERIODS_PER_THREAD = 2;

const LEAST_CONCURRENCY = 4;

/** How a run or a verification makes periods. */
export interface Making {
  readonly concurrency: number;
  readonly openMaker: OpenMaker;
}

/**
 * How periods are made: how many are in flight, and in which threads. A source that reads input
 * objects works in this thread. What killed processes left in the folder for temporary files is
 * removed before.
 *
 * @param options.workers Default: one for each core, as far as there is enough to do for each.
 * @param options.concurrency Default: 4, or two for each worker.
 */
export async function making(
  { cores, temporaryFolder }: Context,
  store: Store,
  { workers, concurrency }: MakingOptions,
): Promise<Making> {
  const base = temporaryFolder();
  await sweepScratch(base);
  return {
    concurrency:
      concurrency ?? Math.max(LEAST_CONCURRENCY, PERIODS_PER_THREAD * (workers ?? cores)),
    openMaker(opened, periods, answers) {
      const worthIt = Math.floor(rowsOf(opened.source, periods) / ROWS_PER_THREAD);
      const threads = Math.min(workers ?? Math.min(cores, worthIt), periods.length);
      const scratch = newScratchFolder(base);
      const { inputs, readsInputs = inputs !== undefined } = opened.source;
      if (threads < 2 || readsInputs) {
        return inThisThread(opened.source, inputsFrom(store, opened), { scratch, answers });
      }
      return new PeriodThreads({
        entry: new URL('../period-worker.js', import.meta.url),
        job: configurationOf(opened),
        threads,
        scratch,
      });
    },
  };
}

function rowsOf(source: Source, periods: readonly Period[]): number {
  return periods.reduce((sum, period) => sum + (source.usualRows?.(period) ?? 0), 0);
}
