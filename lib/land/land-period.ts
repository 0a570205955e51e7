import { DifferentObjectError } from '../errors.ts';
import { objectOf } from '../lake/object.ts';
import { objectKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import type { Period } from '../model/period.ts';
import type { ReadInput, Source } from '../model/source.ts';
import { encodeParquet } from '../parquet/encode-parquet.ts';
import type { Store } from '../stores/store.ts';
import { factsOfPeriod } from './footer.ts';
import type { OpenJob } from './open-job.ts';
import type { AlreadyThereReceipt, LandedReceipt } from './receipt.ts';
import type { PeriodFile, PeriodMaker } from './threads/period-maker.ts';

/**
 * The object of a period: a pure function of the source, the period and its input objects, down to
 * the last byte.
 *
 * @throws BatchError or ParquetError when the rows of the source cannot be written; StoreError when
 *   an input cannot be read.
 */
export async function periodFile(
  source: Source,
  period: Period,
  read: ReadInput,
): Promise<PeriodFile> {
  const file = await encodeParquet(source.table, source.batches(period, read), {
    metadata: factsOfPeriod(source, period),
  });
  return { ...file, sha256: sha256(file.bytes) };
}

/** Reads the input objects of a job from the store that they landed in. */
export function inputsFrom(store: Store, { inputs }: OpenJob): ReadInput {
  return async ({ job: name, period }) => {
    const input = inputs.find(({ job }) => job.name === name);
    if (input === undefined) throw new TypeError(`The source reads ${name}, which is not an input`);
    return store.read(objectKey(input.job, period));
  };
}

/** Makes the files of periods in this thread: one after the other, so that memory holds the rows of one. */
export function inThisThread(source: Source, read: ReadInput): PeriodMaker {
  let before: Promise<unknown> = Promise.resolve();
  return {
    make(period) {
      const file = before.then(() => periodFile(source, period, read));
      before = file.then(ignore, ignore);
      return file;
    },
    close: async () => {},
  };
}

/** The next file is made whatever became of this one, and without keeping it in memory. */
function ignore(): void {}

/**
 * Makes the file of one period and lands it.
 *
 * @throws DifferentObjectError when the key holds other bytes; StoreError when the store fails; what
 *   the maker throws.
 */
export async function landPeriod(
  { job, store, maker }: { job: OpenJob['job']; store: Store; maker: PeriodMaker },
  period: Period,
): Promise<LandedReceipt | AlreadyThereReceipt> {
  const key = objectKey(job, period);
  const { bytes, rows, sha256 } = await maker.make(period);
  const outcome = await store.putIfAbsent(key, objectOf(bytes, sha256));
  if (outcome === 'taken') throw takenError(store, key, sha256);
  const status = outcome === 'created' ? 'landed' : 'already-there';
  return { period, key, status, rows, bytes: bytes.length, sha256 };
}

function takenError(store: Store, key: string, sha256: string): DifferentObjectError {
  return new DifferentObjectError(
    {
      expected: `${store.name}/${key} to be free or to hold SHA-256 ${sha256}`,
      got: 'other bytes',
      advice:
        'Nothing was overwritten. The file was changed, or another version of the generator made it: "hourlake doctor" tells which.',
    },
    { key },
  );
}
