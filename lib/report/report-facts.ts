import type { Consecutive } from '../doctor/finding.ts';
import type { Layer } from '../model/job.ts';
import type { Grain, Period } from '../model/period.ts';

/** All that a report says about a lake: plain data. The same facts give the same document. */
export interface LakeFacts {
  /** The lake as the user named it. */
  readonly lake: string;
  /** Version of Hourlake. */
  readonly version: string;
  /** When the report was made, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly madeAt: number;
  /** The command that makes it again. */
  readonly command: string;
  /** Days before `madeAt` whose objects and rows were checked; periods and distributions go back further. */
  readonly days: number;
  readonly jobs: readonly JobFacts[];
  /** Keys that belong to no job, in order. */
  readonly foreign: readonly string[];
  /** Files that killed runs left behind. */
  readonly leftovers: number;
}

/** What a report says about one job. */
export interface JobFacts {
  readonly name: string;
  /** Name of its table. */
  readonly table: string;
  readonly description: string;
  readonly grain: Grain;
  readonly layer: Layer;
  /** Days for which its objects are kept; `undefined`: for ever. */
  readonly keepDays: number | undefined;
  /** From its first period to the last one that is due, oldest first. Expired ones that are gone are left out. */
  readonly periods: readonly PeriodFact[];
  readonly gaps: readonly Consecutive[];
  /** Periods that were not captured in time. */
  readonly lost: readonly Consecutive[];
  /** Objects and declarations with something wrong, in the order in which they were found. */
  readonly problems: readonly ProblemFact[];
  /** Keys in its folder that belong to no period. */
  readonly foreign: readonly string[];
  /** Why its rows could not be read, where they could not. */
  readonly unread: string | undefined;
  /** Name of the job whose rows tell the distributions of this one, such as that of its bronze days. */
  readonly describedBy: string | undefined;
  readonly counts: RowCounts;
  readonly distributions: readonly Distribution[];
  /** Columns that are not shown because their values could identify a person. */
  readonly hidden: readonly string[];
  readonly quality: QualityFacts | undefined;
  /** `undefined` for a job that captures nothing. */
  readonly rejects: RejectFacts | undefined;
}

/** The state of a period: `landed`, or why it is not there or not usable. */
export type PeriodState = 'landed' | 'missing' | 'waiting' | 'lost' | ProblemFact['kind'];

/** One period of a job. */
export interface PeriodFact {
  readonly period: Period;
  readonly state: PeriodState;
  /** Left out where nothing has landed, or its end cannot be read. */
  readonly rows?: number;
  readonly bytes?: number;
}

/** Something that is wrong with an object, or a declaration. */
export interface ProblemFact {
  readonly kind: 'corrupt' | 'unreadable' | 'different' | 'declaration';
  readonly key: string;
  readonly reason: string;
}

/** Rows over time. */
export interface RowCounts {
  /** Rows of the objects that could be read. */
  readonly rows: number;
  readonly bytes: number;
  /** Column that the rows are counted by; `undefined`: the period of their object. */
  readonly by: string | undefined;
  /** Oldest first; empty where the table has no time. */
  readonly perDay: readonly Count[];
  /** Oldest first; empty where days are the finest that is known. */
  readonly perHour: readonly Count[];
  /** Mean rows of each hour of the day (UTC), from 0 to 23; `undefined` where hours are not known. */
  readonly hourOfDay: readonly number[] | undefined;
}

/** Rows of an hour or a day. */
export interface Count {
  /** Start, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly start: number;
  readonly rows: number;
}

/** How the values of one column are distributed. Each part stands for at least {@link LEAST_ROWS} rows. */
export type Distribution = WordCounts | AgeCounts | NumberCounts | DateCounts;

interface OfColumn<Kind extends string> {
  readonly kind: Kind;
  readonly column: string;
  /** Rows that have no part of their own. */
  readonly rest: number;
}

/** The most frequent values of a column of few values. */
export interface WordCounts extends OfColumn<'words'> {
  /** Most frequent first. `null` is no value. */
  readonly top: readonly { readonly value: string | null; readonly rows: number }[];
  /** Number of values without a part of their own. */
  readonly restValues: number;
}

/** Ages in bands of years. */
export interface AgeCounts extends OfColumn<'ages'> {
  /** Youngest first; `to` is inclusive, and left out for the oldest band. */
  readonly bands: readonly { readonly from: number; readonly to?: number; readonly rows: number }[];
}

/** Numbers in bins of one width. */
export interface NumberCounts extends OfColumn<'numbers'> {
  readonly width: number;
  /** Smallest first, without bins that are not shown. */
  readonly bins: readonly { readonly from: number; readonly rows: number }[];
}

/** Dates or times by day, month or year. */
export interface DateCounts extends OfColumn<'dates'> {
  readonly unit: 'day' | 'month' | 'year';
  readonly bins: readonly Count[];
}

/** A value or bin of fewer rows is never shown. */
export const LEAST_ROWS = 10;

/** What the rules of a table came to. */
export interface QualityFacts {
  /** First period that was checked; `undefined`: all were. */
  readonly from: Period | undefined;
  /** Rows that were checked. */
  readonly rows: number;
  readonly rules: readonly RuleFact[];
}

/** A rule, and how many rows or periods break it. */
export interface RuleFact {
  readonly rule: Rule;
  readonly broken: number;
}

/** A rule of a table, of the contract or the gates of its job, or of a saved query. */
export type Rule =
  | { readonly kind: 'required'; readonly columns: readonly string[] }
  | { readonly kind: 'primaryKey' | 'unique' | 'within'; readonly column: string }
  | { readonly kind: 'reference'; readonly column: string; readonly table: string }
  | { readonly kind: 'minRows'; readonly least: number }
  | { readonly kind: 'nulls'; readonly column: string; readonly percent: number }
  | { readonly kind: 'allowed'; readonly column: string }
  | {
      readonly kind: 'range';
      readonly column: string;
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly kind: 'saved'; readonly text: string };

/** The rows that did not fit, by rule. */
export interface RejectFacts {
  /** Name of the job that has them. */
  readonly job: string;
  /** Most rows first. */
  readonly rules: readonly RejectCount[];
  /** Why they could not be counted, where they could not. */
  readonly uncounted: string | undefined;
}

/** How many rows broke one rule of one column. */
export interface RejectCount {
  readonly rule: string;
  readonly column: string | null;
  readonly rows: number;
}
