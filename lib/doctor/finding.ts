import type { Hour, Partition } from '../model/period.ts';
import type { Gap } from './inspect.ts';

/** One thing that is wrong with a lake, or with what a catalog knows of it. */
export type Finding =
  | EmptyFinding
  | GapFinding
  | ObjectFinding
  | UnreadableFinding
  | ForeignFinding
  | LeftoversFinding
  | PartitionFinding;

/** No hour has landed, or none is left. */
export interface EmptyFinding {
  readonly kind: 'empty';
}

/** Hours in a row that are missing, both ends included. */
export interface GapFinding extends Gap {
  readonly kind: 'gap';
}

/** The object of an hour is `corrupt`: no whole Parquet file; or `different`: not the generator's. */
export interface ObjectFinding {
  readonly kind: 'corrupt' | 'different';
  readonly hour: Hour;
  readonly key: string;
  readonly reason: string;
  /** SHA-256 of its bytes, in lower-case hexadecimal; left out where the footer alone was read. */
  readonly sha256?: string;
  /** What the footer of a different one says of who wrote it, such as `hourlake.generator`. */
  readonly footer?: Readonly<Record<string, string>>;
}

/** The store did not give an object, which says nothing of it. */
export interface UnreadableFinding {
  readonly kind: 'unreadable';
  readonly hour: Hour;
  readonly key: string;
  readonly reason: string;
}

/** A file of the lake whose key no hour has. */
export interface ForeignFinding {
  readonly kind: 'foreign';
  readonly key: string;
}

/** What killed runs left half-written, outside of every key. */
export interface LeftoversFinding {
  readonly kind: 'leftovers';
  readonly count: number;
}

/**
 * What the catalog knows of an hour is wrong: a `missing-partition` of an hour that has landed, a
 * `dangling-partition` of one that has not, or a `misplaced-partition`, which points to another
 * place than the one of its hour in this lake.
 */
export interface PartitionFinding {
  readonly kind: 'missing-partition' | 'dangling-partition' | 'misplaced-partition';
  readonly partition: Partition;
  /** Where it points, or would point. */
  readonly location: string;
}
