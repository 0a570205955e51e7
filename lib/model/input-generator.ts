import type { Settings, ValuesOf } from './settings.ts';

/** A file that can be dropped into an inbox. */
export interface InputFile {
  /** Its name: `base_2019.xlsx`. */
  readonly name: string;
  /** Number of rows with data. */
  readonly rows: number;

  /** Its bytes, in pieces: the same whenever they are asked for. */
  bytes(): Iterable<Uint8Array>;
}

/**
 * Generates files as the outside would give them to a job that captures, so that the job can be tried
 * without data. The same settings give the same bytes.
 */
export interface InputGenerator<S extends Settings = Settings> {
  readonly settings: S;

  /** The files, in the order of their names. */
  files(settings: ValuesOf<S>): readonly InputFile[];
}
