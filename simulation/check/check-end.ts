import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import type { LakeView } from '../world/lake-view.ts';
import type { Witness } from './witness.ts';

/** What a lake must be like in the end. */
export interface ExpectedEnd {
  /** The periods that must have landed, by job: these and no others. */
  readonly periods: ReadonlyMap<Job, ReadonlySet<Period>>;
  /** Files beside the objects that do not belong to the lake. */
  readonly allowed: readonly string[];
  readonly hasCatalog: boolean;
  /** Days that need not be there: their hours have expired, and began before the time of their job. */
  readonly mayMiss?: (job: Job, period: Period) => boolean;
}

/** Checks the lake after all faults have stopped and one quiet run is over. */
export function checkEnd(
  witness: Witness,
  view: LakeView,
  { periods, allowed, hasCatalog, mayMiss = () => false }: ExpectedEnd,
): void {
  const keys = new Set(view.keys());
  let partitions = 0;
  for (const [job, expected] of periods) {
    for (const period of expected) {
      partitions += 1;
      const name = `${job.name} ${period}`;
      const isThere = keys.delete(objectKey(job, period));
      if (witness.expiry.hasExpired(job, period)) {
        if (isThere) witness.accuse('a period is there that has expired', name);
        continue;
      }
      if (!isThere) {
        if (mayMiss(job, period)) continue;
        witness.accuse('a wanted period is missing at the end', name);
      } else if (
        !witness.versions.isOfOne(job, period) &&
        !witness.hasOutlivedInputs(job, period)
      ) {
        witness.accuse('a period has other bytes at the end than any version gives', name);
      }
      if (hasCatalog && !witness.isKnown(job, period)) {
        witness.accuse('the catalog does not know a period at the end', name);
      }
    }
    const isDeclared = keys.delete(declarationKey(job.name));
    if (!isDeclared && expected.size > 0) {
      witness.accuse('a job is not declared at the end', job.name);
    }
  }
  for (const key of keys) {
    if (isOfOutside(witness, key)) keys.delete(key);
  }
  witness.inbox.checkEnd(view);
  for (const key of keys) witness.accuse('the lake has an object that no run wanted', key);
  if (hasCatalog && witness.known !== partitions) {
    witness.accuse('the catalog has periods that no run wanted', `${witness.known}`);
  }
  for (const left of view.leftovers()) {
    if (!allowed.includes(left)) witness.accuse('something is left behind', left);
  }
}

/** Whether a key is that of a dropped file, or of something that was captured. */
function isOfOutside({ inbox, captures, api }: Witness, key: string): boolean {
  return inbox.has(key) || captures.isCapture(key) || api.isCapture(key);
}
