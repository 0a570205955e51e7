import { generatedAccounts } from '../lib/generate/accounts/generated-accounts.ts';
import { hourFile } from '../lib/land/land-hour.ts';
import type { HourFile } from '../lib/land/threads/hour-maker.ts';
import type { Hour } from '../lib/model/period.ts';
import type { Source } from '../lib/model/source.ts';

/** A source as some run of a world has it. */
export interface Deployment {
  readonly name: string;
  readonly source: Source;
}

/** One account an hour on average: small files, some without a row, and all of the real generator. */
const settings = { seed: 'hourlake', accountsPerHour: 1 };
const source = generatedAccounts(settings);

/** What fills the lake at first. */
export const first: Deployment = { name: 'version 1', source };

/** What fills it later: the same settings, and other bytes for every hour. */
export const next: Deployment = {
  name: 'version 2',
  source: { ...source, facts: { ...source.facts, generator: 'generated-accounts/next' } },
};

/** A mistake: a seed that is not the one of the lake. */
export const mistaken: Deployment = {
  name: 'another seed',
  source: generatedAccounts({ ...settings, seed: 'another' }),
};

/**
 * Files that were made, by deployment and hour. The bytes of an hour are a pure function of its
 * source, which other tests show; here each is made once, by that function, and remembered for all
 * worlds: a world that asks for it again could not get others.
 */
const made = new Map<string, HourFile>();

/** The file of an hour. */
export async function fileOf(deployment: Deployment, hour: Hour): Promise<HourFile> {
  const remembered = madeFile(deployment, hour);
  if (remembered !== undefined) return remembered;
  const file = await hourFile(deployment.source, hour);
  made.set(`${deployment.name} ${hour}`, file);
  return file;
}

/** The file of an hour, if anybody asked for it so far. */
export function madeFile(deployment: Deployment, hour: Hour): HourFile | undefined {
  return made.get(`${deployment.name} ${hour}`);
}

/** All files that were made so far. */
export function madeFiles(): readonly HourFile[] {
  return [...made.values()];
}
