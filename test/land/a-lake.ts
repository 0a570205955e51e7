import { join } from 'node:path';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Six hours that tests land. */
export const SIX_HOURS = periodRange(parseHour('2026-11-19T22'), parseHour('2026-11-20T04'));

/** A lake without hours in a folder, and what fills it: small hours, to be quick. */
export async function aLake() {
  const folder = join(await temporaryFolder(), 'lake');
  return {
    folder,
    store: folderStore(folder, { name: './lake' }),
    source: generatedAccounts({ seed: 'a lake', accountsPerHour: 20, growth: 0 }),
    prefix: 'fake-accounts',
  };
}
