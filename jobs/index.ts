import type { Job } from '../lib/model/job.ts';
import type { SourceSpec } from '../lib/sources/source-of-job.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { fakeAccountsTruth } from './fake-accounts-truth.ts';

/** What this lake does every hour. */
export const jobs: readonly Job<SourceSpec>[] = [fakeAccounts, fakeAccountsTruth];
