import type { Period } from '../../model/period.ts';
import type { ParquetFile } from '../../parquet/encode-parquet.ts';

/** The file of a period, and all that a receipt says about it. */
export interface PeriodFile extends ParquetFile {
  /** SHA-256 of the bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * The port to what makes the files of the periods of one source: this thread, or others.
 * Every implementation passes the suite in `test/contracts/period-maker-contract.ts`.
 */
export interface PeriodMaker {
  /**
   * Makes the file of a period: the same bytes everywhere. Several may be asked for at once.
   *
   * @throws BatchError or ParquetError when the rows of the source cannot be written; WorkerError
   *   when the thread that made them died.
   */
  make(period: Period): Promise<PeriodFile>;

  /** Ends what the maker started. Periods that are still being made fail. */
  close(): Promise<void>;
}
