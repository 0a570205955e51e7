import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { findLakeKey, type LakeKey } from '../../lib/land/lake-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { KeyProvider } from '../../lib/secrets/key-provider.ts';

/** The daily job whose objects have tokens in place of CPFs. */
export const bronzeAccounts: Job = bronzeFakeAccounts;

const KEY = Uint8Array.from({ length: 64 }, (_, index) => 3 * index);

/** The key of every simulated lake, which all processes have. */
export const simulatedKey: KeyProvider = {
  name: 'env:SIMULATED_KEY',
  advice: 'Set SIMULATED_KEY.',
  find: async () => KEY,
};

/** The same key, as a source gets it. */
export const keyOfLakes: LakeKey = await findLakeKey(simulatedKey, {
  job: bronzeAccounts.name,
  lake: 'lake',
  declared: undefined,
});
