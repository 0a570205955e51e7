import type { NewObject } from '../../lake/object.ts';
import type { Period } from '../../model/period.ts';
import type { ReadAnswer } from '../../model/source.ts';
import type { ParquetFile } from '../../parquet/encode-parquet.ts';
import type { LakeJob } from '../lake-jobs.ts';

/** All that a receipt says about the file of a period, and all that a comparison needs. */
export type PeriodDigest = ParquetFile;

/** The file of a period: an object that is ready to be stored, and its number of rows. */
export interface PeriodFile extends PeriodDigest, NewObject {}

/**
 * The port to what makes the files of the periods of one source: this thread, or others.
 * Every implementation passes the suite in `test/contracts/period-maker-contract.ts`.
 *
 * Several periods may be asked for at once. Both methods throw BatchError or ParquetError when the
 * rows of the source cannot be written; OutputError when a scratch file cannot; WorkerError when the
 * thread that made them died.
 */
export interface PeriodMaker {
  /**
   * Makes the file of a period, with the same bytes everywhere, and lends it to `use`. A file on the
   * disk is removed when `use` is done or has failed.
   *
   * @returns what `use` returns.
   * @throws also what `use` throws.
   */
  withFile<Result>(period: Period, use: (file: PeriodFile) => Promise<Result>): Promise<Result>;

  /** Makes the file of a period as well, and keeps nothing of it but its digest. */
  digestOf(period: Period): Promise<PeriodDigest>;

  /** Ends what the maker started, and removes its scratch files. Periods still being made fail. */
  close(): Promise<void>;
}

/**
 * Opens what makes some periods of a job.
 *
 * @param answers what a database outside has answered. Default: nothing.
 */
export type OpenMaker = (
  job: LakeJob,
  periods: readonly Period[],
  answers?: ReadAnswer,
) => PeriodMaker;
