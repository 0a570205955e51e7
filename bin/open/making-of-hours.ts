import type { SourceSpec } from '../../jobs/source-kinds.ts';
import { completeSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { inThisThread } from '../../lib/land/land-hour.ts';
import type { HourMaker } from '../../lib/land/threads/hour-maker.ts';
import { hourThreads } from '../../lib/land/threads/hour-threads.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Source } from '../../lib/model/source.ts';
import type { Context } from '../context.ts';
import type { MakingOptions } from '../options/options.ts';

/**
 * A thread costs half a second of CPU until it is warm, in which a warm one makes 60,000 accounts.
 * Two threads on two idle cores land 110,000 accounts in eight days 0.93 times as fast as one,
 * 220,000 in sixteen days 1.1 times, 450,000 in a month 1.2 times, 1,900,000 in a day 1.4 times.
 */
const ACCOUNTS_PER_THREAD = 100_000;

/** Hours in flight for each thread: one is being made, the other lands or waits to be made. */
const HOURS_PER_THREAD = 2;

const LEAST_CONCURRENCY = 4;

/** How a run, or verifying, makes hours. */
interface MakingOfHours {
  readonly concurrency: number;
  readonly openMaker: (hours: number) => HourMaker;
}

/**
 * How the hours of a job are made: how many are in flight, and in which threads.
 *
 * @param workers Default: one for each core, as far as there is enough to do for each.
 * @param concurrency Default: 4, or two for each worker.
 */
export function makingOfHours(
  { cores }: Context,
  { job, source }: { job: Job<SourceSpec>; source: Source },
  { workers, concurrency }: MakingOptions,
): MakingOfHours {
  const { accountsPerHour } = completeSettings(job.source);
  const worthIt = (hours: number) => Math.floor((hours * accountsPerHour) / ACCOUNTS_PER_THREAD);
  return {
    concurrency: concurrency ?? Math.max(LEAST_CONCURRENCY, HOURS_PER_THREAD * (workers ?? cores)),
    openMaker(hours) {
      const threads = Math.min(workers ?? Math.min(cores, worthIt(hours)), hours);
      if (threads < 2) return inThisThread(source);
      return hourThreads({ entry: new URL('../hour-worker.js', import.meta.url), job, threads });
    },
  };
}
