import { DeclarationError, MissingObjectError } from '../errors.ts';
import type { NewObject } from '../lake/object.ts';
import { declarationKey, objectKey } from '../lake/object-key.ts';
import type { Period } from '../model/period.ts';
import type { ReadInput, Source } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import { isExpired } from './expiry.ts';
import { type LakeJob, otherVersionIn } from './lake-jobs.ts';
import { periodFile } from './land-period.ts';
import { RawObjects } from './raw-objects.ts';

/** Makes the file of a period in memory. */
export type MakeFile = (source: Source, period: Period, read: ReadInput) => Promise<NewObject>;

/**
 * Reads the input objects of a job from the store that they landed in, and what was captured. One that has
 * expired and is gone is made again in memory, with the bytes that it had; it is not landed, and not kept
 * after it was read.
 *
 * The function throws StoreError when an object cannot be read, or is gone and has not expired;
 * DeclarationError when it has expired, and another version than this one made it.
 *
 * @param make makes what has expired. Default: `periodFile`.
 */
export function inputsFrom(
  store: Store,
  opened: Pick<LakeJob, 'inputs'> & Partial<Pick<LakeJob, 'rawKeptFrom'>>,
  make: MakeFile = periodFile,
): ReadInput {
  const { inputs } = opened;
  const raw = new RawObjects(store);
  return async ({ job: name, period, part = 'landed' }) => {
    const input = inputs.find(({ job }) => job.name === name);
    if (part === 'answer') throw new TypeError('An answer is no object of a lake');
    if (part !== 'landed') {
      const { rawKeptFrom } = input ?? opened;
      return raw.read(part, { job: name, period }, rawKeptFrom);
    }
    if (input === undefined) throw new TypeError(`The source reads ${name}, which is not an input`);
    try {
      return await store.read(objectKey(input.job, period));
    } catch (error) {
      if (!(error instanceof MissingObjectError) || !isExpired(input, period)) throw error;
      if (!canBeMadeAgain(input)) throw ofAnotherVersion(store, input, period);
      const { body } = await make(input.source, period, inputsFrom(store, input, make));
      if (body instanceof Uint8Array) return body;
      throw new TypeError('The file of an input was made in a scratch folder');
    }
  };
}

/**
 * Whether this version makes the periods of a job with the bytes that the lake had of them: it is the
 * version that began the lake, and everything that it makes them from is in the lake.
 */
export function canBeMadeAgain(job: LakeJob): boolean {
  const { declaration, source } = job;
  if (source.readsAnswers === true) return false;
  return declaration !== undefined && otherVersionIn(job) === undefined;
}

function ofAnotherVersion(
  store: Store,
  { job, source, declaration }: LakeJob,
  period: Period,
): DeclarationError {
  return new DeclarationError(
    {
      expected: `${job.name} ${period}, which has expired, to be made again by the version that began ${store.name}: ${declaration?.versions.generator ?? 'none is declared'}`,
      got: source.facts.generator ?? 'a source without a version',
      advice:
        'What was made from it stays as it is. The version that began the lake can compare it.',
    },
    { key: declarationKey(job.name) },
  );
}
