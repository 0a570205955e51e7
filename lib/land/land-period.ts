import { DifferentObjectError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import type { Period } from '../model/period.ts';
import type { ReadAnswer, ReadInput, Source } from '../model/source.ts';
import { encodeParquet } from '../parquet/encode-parquet.ts';
import type { WriteBytes } from '../parquet/outgoing-bytes.ts';
import type { Store } from '../stores/store.ts';
import { factsOfPeriod } from './footer.ts';
import { noAnswers } from './no-answer.ts';
import type { OpenJob } from './open-job.ts';
import type { AlreadyThereReceipt, LandedReceipt } from './receipt.ts';
import { lendFile } from './scratch/lend-file.ts';
import { NewBody } from './scratch/new-body.ts';
import { removeScratch } from './scratch/scratch-folder.ts';
import type { PeriodDigest, PeriodFile, PeriodMaker } from './threads/period-maker.ts';

/** How the files of periods are made. */
export interface MakeOptions {
  /**
   * Absolute path of the scratch folder for large files, which only one maker uses: it is created
   * when it is needed, and removed at the end. Default: every file stays in memory.
   */
  readonly scratch?: string | undefined;
  /** What a database outside has answered. Default: nothing. */
  readonly answers?: ReadAnswer | undefined;
}

/**
 * The object of a period: a pure function of the source, the period and its input objects, down to
 * the last byte. A large one is in a file of the scratch folder, which the caller removes.
 *
 * @throws BatchError or ParquetError when the rows of the source cannot be written; OutputError when
 *   the scratch file cannot; StoreError when an input cannot be read.
 */
export async function periodFile(
  source: Source,
  period: Period,
  read: ReadInput,
  { scratch, answers }: MakeOptions = {},
): Promise<PeriodFile> {
  const body = new NewBody(scratch);
  try {
    const digest = await encodePeriod({ source, period, read, answers }, (bytes) =>
      body.write(bytes),
    );
    return { ...digest, body: await body.finish() };
  } catch (error) {
    await body.discard();
    throw error;
  }
}

/**
 * What `periodFile` says about the same object, without keeping its bytes anywhere.
 *
 * @throws BatchError or ParquetError when the rows of the source cannot be written; StoreError when
 *   an input cannot be read.
 */
export function periodDigest(
  source: Source,
  period: Period,
  read: ReadInput,
  { answers }: Pick<MakeOptions, 'answers'> = {},
): Promise<PeriodDigest> {
  return encodePeriod({ source, period, read, answers }, async () => {});
}

/** What the object of a period is made from. */
interface Making extends Pick<MakeOptions, 'answers'> {
  readonly source: Source;
  readonly period: Period;
  readonly read: ReadInput;
}

function encodePeriod(
  { source, period, read, answers = noAnswers }: Making,
  write: WriteBytes,
): Promise<PeriodDigest> {
  return encodeParquet(source.table, source.batches(period, read, answers), write, {
    metadata: factsOfPeriod(source, period),
    ...(source.rowGroupRows === undefined ? {} : { rowGroupRows: source.rowGroupRows }),
  });
}

/** Makes the files of periods in this thread: one after the other, so that memory holds the rows of one. */
export function inThisThread(
  source: Source,
  read: ReadInput,
  { scratch, answers }: MakeOptions = {},
): PeriodMaker {
  let before: Promise<unknown> = Promise.resolve();

  function inTurn<Made>(make: () => Promise<Made>): Promise<Made> {
    const made = before.then(make);
    before = made.then(ignore, ignore);
    return made;
  }

  return {
    async withFile(period, use) {
      const make = () => periodFile(source, period, read, { scratch, answers });
      return lendFile(await inTurn(make), use);
    },
    digestOf: (period) => inTurn(() => periodDigest(source, period, read, { answers })),
    close: () => removeScratch(scratch),
  };
}

/** The next file is made even if this one failed, and this one is not kept in memory. */
function ignore(): void {}

/** Where the object of a period lands. */
export interface PeriodLanding {
  readonly job: OpenJob['job'];
  readonly store: Store;
  readonly maker: PeriodMaker;
  /** Whether another run may have landed the same rows as other bytes. Default: only files of an inbox. */
  readonly mayDiffer?: boolean | undefined;
}

/**
 * Makes the file of one period and lands it.
 *
 * @throws DifferentObjectError when the key holds other bytes; StoreError when the store fails; what
 *   the maker throws.
 */
export function landPeriod(
  { job, store, maker, mayDiffer = false }: PeriodLanding,
  period: Period,
): Promise<LandedReceipt | AlreadyThereReceipt> {
  const key = objectKey(job, period);
  return maker.withFile(period, async (file) => {
    const { rows, size, sha256 } = file;
    const outcome = await store.putIfAbsent(key, file);
    // For a captured file this is success: another run landed it first, possibly under another contract.
    if (outcome === 'taken' && (job.grain === 'file' || mayDiffer))
      return { period, key, status: 'already-there' };
    if (outcome === 'taken') throw takenError(store, key, sha256);
    const status = outcome === 'created' ? 'landed' : 'already-there';
    return { period, key, status, rows, bytes: size, sha256 };
  });
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
