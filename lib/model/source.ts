import type { Batch } from './batch.ts';
import type { JsonValue } from './json-row.ts';
import type { Grain, Period, TimedPeriod } from './period.ts';
import type { RawRows } from './raw-rows.ts';
import type { Settings, SettingValues, ValuesOf } from './settings.ts';
import type { SourceKey } from './source-key.ts';
import type { Table } from './table.ts';

/** One object that a period is made from. */
export interface InputObject {
  /** Name of the job that lands it, one of the inputs of the job; or of the job that captures it. */
  readonly job: string;
  readonly period: Period;
  /**
   * `landed`: the object of the period. `raw`: what was captured of it, as it came. `record`: what was
   * written down of the capture, as `captureRecordBytes` writes it. `answer`: what a database outside
   * answered, which the lake has no copy of. Default: `landed`.
   */
  readonly part?: 'landed' | 'raw' | 'record' | 'answer';
}

/** Gives the bytes of an input object. */
export type ReadInput = (input: InputObject) => Promise<Uint8Array>;

/** What a database outside answered for a period. The database keeps it for a while; the lake has no copy. */
export interface Answer {
  /** Answers with the same id have the same rows in the same order. */
  readonly id: string;

  /**
   * The rows, in pieces, from the first one on. May be called more than once.
   *
   * @throws CaptureError or DatabaseError when the rows cannot be read to their end.
   */
  rows(): AsyncIterable<RawRows>;
}

/**
 * Gives the answer for a period to a source that {@link Source.readsAnswers}.
 *
 * The function throws ExpiredObjectError when there is none in this run.
 */
export type ReadAnswer = (input: InputObject) => Answer;

/**
 * The port to what makes the rows of a table for a period. The same source makes the same rows for
 * the same period and the same input objects, whenever, wherever and in whatever order it is asked.
 * Every implementation passes the suite in `test/contracts/source-contract.ts`.
 */
export interface Source {
  readonly table: Table;

  /** The grain of the periods it makes. */
  readonly grain: Grain;

  /**
   * What decides the rows besides the period: generator and version, settings. Goes into the footer
   * of every file, so that a file that differs can say why.
   */
  readonly facts: Readonly<Record<string, string>>;

  /**
   * Other versions of the generator, as `facts` has them, that this one may add periods to the lakes
   * of: what is unique within a lake stays unique. In a lake that any other version began, nothing
   * lands. Default: none.
   */
  readonly continues?: readonly string[];

  /**
   * Rows of a row group of its files: fewer take less memory to write, more are faster to read.
   * Default: that of `encodeParquet`.
   */
  readonly rowGroupRows?: number;

  /**
   * The objects that must have landed before a period: it is made from them, or its rows refer to
   * theirs. Without this method there are none.
   */
  inputs?(period: Period): readonly InputObject[];

  /**
   * Whether `batches` reads the objects that {@link inputs} names. A source that does not can work in
   * any thread. Default: whether there is such a method.
   */
  readonly readsInputs?: boolean;

  /**
   * Whether its rows are read from answers of a database outside, of which the lake has no copy: what has
   * landed cannot be made again, and two runs may land the same rows in another order. Default: `false`.
   */
  readonly readsAnswers?: boolean;

  /** About how many rows a period has, by which a run decides on the number of threads. Default: few. */
  usualRows?(period: Period): number;

  /**
   * Refuses a range of periods, `first` and `last` included, that one lake cannot hold; without this
   * method every range is fine.
   *
   * @throws InputError that says what to ask for instead.
   */
  checkSpan?(first: Period, last: Period): void | Promise<void>;

  /**
   * Refuses what was captured when no period can be made of it; without this method every capture is
   * fine.
   *
   * @param capture the bytes as they came, and their name
   * @returns sentences on how it was understood, without any value
   * @throws CaptureError that says what is wrong, without any value.
   */
  checkCapture?(capture: {
    readonly name: string;
    readonly bytes: Uint8Array;
  }): Promise<readonly string[]>;

  /**
   * What can be said of the rows of an object that is not what this source makes, in words and without
   * any value; `undefined` where nothing can.
   *
   * @param bytes of the object
   * @throws ParquetError when the bytes cannot be read.
   */
  problemIn?(bytes: Uint8Array): Promise<string | undefined>;

  /**
   * The rows of a period, as batches of at least one row each; no batch when the period has no rows.
   *
   * @param read gives the bytes of the objects that {@link inputs} names
   * @param answer gives the answers that {@link inputs} names. Default: there are none.
   */
  batches(
    period: Period,
    read: ReadInput,
    answer?: ReadAnswer,
  ): AsyncIterable<Batch> | Iterable<Batch>;
}

/** What a source is opened with. */
export interface SourceContext<S extends Settings = Settings> {
  readonly settings: ValuesOf<S>;
  readonly table: Table;
  readonly grain: Grain;
  /** The jobs that the job names as inputs, in its order. */
  readonly inputs: readonly SourceInput[];
  /** What the job has for its kind besides settings. */
  readonly data?: JsonValue;
  /** The key of the lake, where the kind needs one. */
  readonly key?: SourceKey;
  /**
   * Where the time of the job begins, where the kind needs to know and the lake declares it. Before
   * that a source can be asked for its facts, and makes nothing.
   */
  readonly since?: TimedPeriod;
}

/** An input of a job, as the source that reads it sees it. */
export interface SourceInput {
  readonly job: string;
  readonly settings: SettingValues;
  /** What the job has for its kind besides settings. */
  readonly data?: JsonValue;
  readonly source: Source;
  /** Its own inputs, in its order. */
  readonly inputs: readonly SourceInput[];
}

/** A kind of source: what a job can name, and which settings it takes. */
export interface SourceKind<S extends Settings = Settings> {
  /** Kebab-case: `generated-accounts`. */
  readonly kind: string;
  readonly settings: S;
  /** Optional packages that it needs. Default: none. */
  readonly packages?: readonly string[];
  /** Whether its rows depend on the key of the lake. Default: `false`. */
  readonly needsKey?: boolean;
  /**
   * Whether its rows depend on where the time of the job begins, because they refer to earlier rows.
   * Such a job begins where the inputs do that need it too, and has no period before. Default: `false`.
   */
  readonly needsSince?: boolean;
  /** @throws InputError when the settings do not go together, or the inputs or the grain do not fit. */
  open(context: SourceContext<S>): Source;
}
