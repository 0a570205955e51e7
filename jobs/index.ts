import type { Job } from '../lib/model/job.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { fakeAccountsTruth } from './fake-accounts-truth.ts';
import type { SourceSpec } from './source-kinds.ts';

/** What this lake does every hour. */
export const jobs: readonly Job<SourceSpec>[] = [fakeAccounts, fakeAccountsTruth];
