import type { Partition } from '../model/partition.ts';
import type { Period } from '../model/period.ts';

/** One problem of a lake, or of its partitions in a catalog. */
export type Finding = JobFinding | LakeFinding;

/** One problem of a job in a lake. */
export type JobFinding =
  | EmptyFinding
  | DeclarationFinding
  | GapFinding
  | LostFinding
  | ObjectFinding
  | UnreadableFinding
  | UnparsedFinding
  | ForeignFinding
  | PartitionFinding;

/** One problem of a lake that concerns no job. */
export type LakeFinding = ForeignFinding | LeftoversFinding;

/** The lake has no period of the job, and does not declare it. */
export interface EmptyFinding {
  readonly kind: 'empty';
}

/**
 * The declaration of the job is `undeclared`: missing, although the lake has objects of the job; or
 * `unusable`, as that of one of its inputs may be: nothing can be said about its periods then.
 */
export type DeclarationFinding = OfKind<'undeclared' | 'unusable', DeclarationFacts>;

interface DeclarationFacts {
  readonly key: string;
  readonly reason: string;
}

/** Consecutive periods that are missing, both ends included; or one captured file that has not landed. */
export interface GapFinding<P extends Period = Period> extends Consecutive<P>, KeptOutside {
  readonly kind: 'gap';
}

/** What is known about periods whose rows only a database outside keeps. */
interface KeptOutside {
  /**
   * Name of the job that has to read the periods from outside again: the lake has no copy of what their
   * rows came from. Left out where the lake has all that they are made from.
   */
  readonly readBy?: string;
}

/** Periods that follow one another, both ends included. */
export interface Consecutive<P extends Period = Period> {
  readonly from: P;
  readonly to: P;
  /** How many. */
  readonly periods: number;
}

/** Consecutive periods that were not captured in time, both ends included. Nothing can land them, so they are not wrong. */
export interface LostFinding extends Consecutive {
  readonly kind: 'lost';
}

/**
 * The object of a period is `corrupt`: not a whole Parquet file; `different`: not what its source
 * makes; or `earlier`: made by the version that began the lake, or another one that the source
 * continues. The last is not wrong, but this version cannot make it again to compare it.
 */
export type ObjectFinding = OfKind<'corrupt' | 'different' | 'earlier', ObjectFacts>;

/** Whether a finding is a problem. The others are for information, or something to tidy up. */
export function isWrong({ kind }: Finding): boolean {
  return !KNOWN_ONLY.has(kind);
}

const KNOWN_ONLY: ReadonlySet<Finding['kind']> = new Set([
  'earlier',
  'expired-partition',
  'lost',
  'unparsed',
]);

/** Whether a repair can act on a finding. */
export function isMendable(finding: Finding): boolean {
  return isWrong(finding) || finding.kind === 'expired-partition';
}

interface ObjectFacts extends KeptOutside {
  readonly period: Period;
  readonly key: string;
  readonly reason: string;
  /** SHA-256 of its bytes, in lower-case hexadecimal; left out where only the footer was read. */
  readonly sha256?: string;
  /** For a different object: the facts in its footer about its writer, such as `hourlake.generator`. */
  readonly footer?: Readonly<Record<string, string>>;
  /**
   * Why its source cannot make it again, so that nothing can replace it, as sentences. Left out where it can, as
   * far as is known.
   */
  readonly unmade?: string;
}

/** The store could not return an object, or it could not be made again: its state is unknown. */
export interface UnreadableFinding {
  readonly kind: 'unreadable';
  readonly period: Period;
  readonly key: string;
  readonly reason: string;
}

/**
 * The rows of a period cannot be compared, because the lake does not have their input: the job no longer keeps
 * it, or no copy was made. This is not a problem.
 */
export interface UnparsedFinding {
  readonly kind: 'unparsed';
  readonly period: Period;
  readonly key: string;
  readonly reason: string;
}

/** A file of the lake that belongs to no period. */
export interface ForeignFinding {
  readonly kind: 'foreign';
  readonly key: string;
}

/** Half-written files of killed runs. They have no key. */
export interface LeftoversFinding {
  readonly kind: 'leftovers';
  readonly count: number;
}

/**
 * What the catalog knows about a period is wrong: a `missing-partition` of a period that has landed, a
 * `dangling-partition` of one that has not, or a `misplaced-partition`, which points to another place
 * than that of its period in this lake. An `expired-partition`, whose period has expired and is gone, is
 * not wrong.
 */
export type PartitionFinding = OfKind<
  'missing-partition' | 'dangling-partition' | 'misplaced-partition' | 'expired-partition',
  PartitionFacts
>;

interface PartitionFacts {
  readonly partition: Partition;
  /** Where it points, or would point. */
  readonly location: string;
}

/** One type for each kind, so that a check of the kind narrows the type. */
type OfKind<Kind extends string, Facts> = Kind extends string
  ? { readonly kind: Kind } & Facts
  : never;
