import { DECLARATIONS, declarationKey, parseKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import { apiJobs } from './api-jobs.ts';
import { bronzeAccounts } from './bronze-accounts.ts';
import { calendar } from './calendar.ts';
import { dailyDigest } from './daily-digest.ts';
import { droppedLines, rejectedLines } from './dropped-lines.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** The jobs of periods of time. A run has to put them in the order of their inputs. */
export const timedJobs: readonly Job[] = [calendar, bronzeAccounts, dailyDigest, fakeAccounts];

/** The jobs of files that are dropped into an inbox. */
export const inboxJobs: readonly Job[] = [rejectedLines, droppedLines];

/** All jobs that a simulated lake can have. */
export const simulatedJobs: readonly Job[] = [...timedJobs, ...inboxJobs, ...apiJobs];

/** What a key of a simulated lake stands for: a period of a job, or its declaration. */
export interface Place {
  readonly job: Job;
  /** `undefined`: the key of the declaration. */
  readonly period: Period | undefined;
}

/** Returns what a key stands for; `undefined` if it belongs to no job. */
export function placeOf(key: string): Place | undefined {
  const isDeclaration = key.startsWith(`${DECLARATIONS}/`);
  for (const job of simulatedJobs) {
    const period = isDeclaration ? undefined : parseKey(job, key);
    if (period !== undefined || key === declarationKey(job.name)) return { job, period };
  }
  return undefined;
}
