import { generatedAccounts } from '../lib/generate/accounts/generated-accounts.ts';
import { hourFile } from '../lib/land/land-hour.ts';
import type { HourFile } from '../lib/land/threads/hour-maker.ts';
import type { Hour } from '../lib/model/period.ts';
import type { Source } from '../lib/model/source.ts';

/** A version of the source that runs of a world use. */
export interface Deployment {
  readonly name: string;
  readonly source: Source;
}

/** One account per hour on average: real but small files, some without rows. */
const settings = { seed: 'hourlake', accountsPerHour: 1 };
const source = generatedAccounts(settings);

/** The version that fills the lake first. */
export const first: Deployment = { name: 'version 1', source };

/** A later version: the same settings, but other bytes for every hour. */
export const next: Deployment = {
  name: 'version 2',
  source: { ...source, facts: { ...source.facts, generator: 'generated-accounts/next' } },
};

/** A mistake: a seed other than the seed of the lake. */
export const mistaken: Deployment = {
  name: 'another seed',
  source: generatedAccounts({ ...settings, seed: 'another' }),
};

/**
 * Files by deployment and hour. The bytes of an hour are a pure function of its source, as other
 * tests show. Here each file is made once and reused in all worlds.
 */
const made = new Map<string, HourFile>();

/** Returns the file of an hour, and makes it if necessary. */
export async function fileOf(deployment: Deployment, hour: Hour): Promise<HourFile> {
  const remembered = madeFile(deployment, hour);
  if (remembered !== undefined) return remembered;
  const file = await hourFile(deployment.source, hour);
  made.set(`${deployment.name} ${hour}`, file);
  return file;
}

/** Returns the file of an hour, if it has been made. */
export function madeFile(deployment: Deployment, hour: Hour): HourFile | undefined {
  return made.get(`${deployment.name} ${hour}`);
}

/** Returns all files made so far. */
export function madeFiles(): readonly HourFile[] {
  return [...made.values()];
}
