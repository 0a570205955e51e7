import { DeclarationError, type HourlakeError } from '../errors.ts';
import { declarationKey } from '../lake/object-key.ts';
import type { LakeJob } from '../land/lake-jobs.ts';
import { inputsFrom } from '../land/read-inputs.ts';
import type { Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';

/**
 * Reads the objects of a job that are delivered. One that has expired and is gone is made again in memory,
 * with the bytes that it had.
 *
 * The function throws StoreError when an object cannot be read; DeclarationError when it has expired, and
 * another version than this one made it; what the source throws.
 */
export function periodsFrom(
  store: Store,
  opened: LakeJob,
): (period: Period) => Promise<Uint8Array> {
  const { name: job } = opened.job;
  const read = inputsFrom(store, { inputs: [opened] });
  return async (period) => {
    try {
      return await read({ job, period });
    } catch (error) {
      if (error instanceof DeclarationError) throw lostPeriod(`${job} ${period}`, job, error);
      throw error;
    }
  };
}

function lostPeriod(name: string, job: string, cause: HourlakeError): DeclarationError {
  return new DeclarationError(
    {
      expected: `${name}, which has expired and was never delivered, to be made again by the version that began the lake`,
      got: cause.got,
      advice:
        'What refers to it waits. Deliver with the version of Hourlake that began the lake, or begin another lake.',
    },
    { key: declarationKey(job) },
    { cause },
  );
}
