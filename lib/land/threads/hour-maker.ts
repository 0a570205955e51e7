import type { Hour } from '../../model/period.ts';
import type { ParquetFile } from '../../parquet/encode-parquet.ts';

/** The file of an hour, and all that a receipt says of it. */
export interface HourFile extends ParquetFile {
  /** Of the bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/**
 * The port to whatever makes the files of the hours of one source: this thread, or others.
 * Every implementation passes the suite in `test/contracts/hour-maker-contract.ts`.
 */
export interface HourMaker {
  /**
   * The same bytes for the same hour, whoever makes them; several may be asked for at once.
   *
   * @throws BatchError or ParquetError when the rows of the source cannot be written; WorkerError
   *   when the thread that made them died.
   */
  make(hour: Hour): Promise<HourFile>;

  /** Ends what the maker started. Hours that are still being made fail. */
  close(): Promise<void>;
}
