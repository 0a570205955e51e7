import type { Grain } from '../../model/period.ts';
import type { PeriodState, Rule } from '../report-facts.ts';

/** The languages of reports. */
export const reportLanguages = ['en', 'pt'] as const;

/** One of {@link reportLanguages}. */
export type ReportLanguage = (typeof reportLanguages)[number];

/** Everything that a report says, in one language. A language without one of the texts does not compile. */
export interface ReportTexts {
  /** The `lang` attribute of the document: `pt-BR`. */
  readonly code: string;
  readonly numbers: NumberTexts;
  readonly title: (lake: string) => string;
  readonly kicker: string;
  readonly made: (instant: string) => string;
  readonly verdict: VerdictTexts;
  readonly facts: Readonly<Record<'jobs' | 'periods' | 'rows' | 'size' | 'newest', string>>;
  readonly overview: OverviewTexts;
  readonly nothingInLake: string;
  readonly job: JobTexts;
  readonly charts: ChartTexts;
  readonly distributions: DistributionTexts;
  readonly quality: QualityTexts;
  readonly rejects: RejectsTexts;
  readonly problems: ProblemTexts;
  readonly foot: FootTexts;
}

/** How numbers and dates are written. */
export interface NumberTexts {
  /** Between thousands, and before decimals. */
  readonly group: string;
  readonly point: string;
  /** After thousands, millions and billions in short numbers. */
  readonly thousand: string;
  readonly million: string;
  readonly billion: string;
  /** Short names of the months, January first. */
  readonly months: readonly string[];
  /** Short names of the days of a week, Monday first. */
  readonly weekdays: readonly string[];
  /** A date: day of the month, name of the month. */
  readonly dayAndMonth: (day: number, month: string) => string;
  /** A date in full: year, month and day in digits. */
  readonly date: (year: string, month: string, day: string) => string;
  /** An hour of a day: `13h`. */
  readonly hour: (hour: number) => string;
  /** How long ago something was. */
  readonly ago: (count: string, unit: 'hour' | 'day', isOne: boolean) => string;
  readonly justNow: string;
}

/** The verdict on a lake or a job: in one sentence, of counts that are not 0. */
export interface VerdictTexts {
  readonly good: string;
  readonly nothing: string;
  /** Joins what was counted: `3 missing periods, 12 rejects and 1 broken rule`. */
  readonly list: (parts: readonly string[]) => string;
  readonly counts: Readonly<Record<VerdictCount, (count: string, isOne: boolean) => string>>;
  readonly states: Readonly<Record<'good' | 'warning' | 'bad' | 'nothing', string>>;
}

/** What a verdict counts. */
export type VerdictCount =
  | 'missing'
  | 'corrupt'
  | 'different'
  | 'unreadable'
  | 'declaration'
  | 'unread'
  | 'broken'
  | 'rejects'
  | 'uncounted'
  | 'foreign'
  | 'leftovers'
  | 'lost'
  | 'waiting'
  | 'empty';

/** The table of all jobs. */
export interface OverviewTexts {
  readonly title: string;
  readonly columns: Readonly<
    Record<'job' | 'state' | 'newest' | 'periods' | 'missing' | 'rows' | 'rejects' | 'size', string>
  >;
}

/** The section of one job. */
export interface JobTexts {
  readonly grains: Readonly<Record<Grain, string>>;
  readonly layers: Readonly<Record<'landing' | 'bronze' | 'rejects', string>>;
  readonly table: string;
  readonly nothing: (name: string) => string;
  readonly newest: string;
  readonly periods: Readonly<Record<Grain, string>>;
  readonly missing: string;
  readonly noneMissing: string;
  readonly rows: string;
  readonly size: string;
  readonly none: string;
  readonly kept: (days: string) => string;
  readonly unread: string;
}

/** Titles and legends of charts. */
export interface ChartTexts {
  readonly grid: Readonly<Record<Grain, string>>;
  readonly gridNote: Readonly<Record<'hour' | 'day', string>>;
  readonly gridCut: (days: string) => string;
  readonly states: Readonly<Record<PeriodState, string>>;
  readonly fewer: string;
  readonly more: string;
  readonly perDay: (column: string | undefined) => string;
  readonly perHour: (column: string | undefined) => string;
  readonly perMonth: (column: string | undefined) => string;
  readonly hourOfDay: string;
  readonly hourOfDayNote: string;
  readonly weekdays: string;
  readonly weekdaysNote: string;
  readonly partial: string;
  readonly rowsAxis: string;
  /** What a chart of rows over time shows, for those who do not see it. */
  readonly described: (title: string, first: string, last: string, most: string) => string;
  readonly files: (shown: string, all: string) => string;
  readonly file: string;
}

/** The distributions of columns. */
export interface DistributionTexts {
  readonly title: string;
  /** Before the name of the bronze job. */
  readonly from: string;
  readonly none: string;
  readonly words: (column: string) => string;
  readonly ages: (column: string) => string;
  readonly numbers: (column: string) => string;
  readonly dates: (column: string, unit: 'day' | 'month' | 'year') => string;
  readonly value: string;
  readonly rows: string;
  readonly share: string;
  readonly noValue: string;
  readonly yes: string;
  readonly no: string;
  readonly rest: (values: string, isOne: boolean) => string;
  readonly leftOut: (rows: string, isOne: boolean) => string;
  readonly band: (from: number, to: number | undefined) => string;
  readonly hidden: (columns: string, least: string) => string;
  readonly histogram: (title: string, most: string) => string;
}

/** The rules of a table. */
export interface QualityTexts {
  readonly title: string;
  readonly checked: (rows: string, isOne: boolean, from: string | undefined) => string;
  readonly rule: string;
  readonly broken: string;
  readonly state: string;
  readonly passed: string;
  readonly failed: string;
  readonly describe: (rule: Rule, number: (value: number) => string) => string;
  /** What rules of saved queries ask for, by their names there; one that is not here is shown as it is. */
  readonly saved: Readonly<Record<string, string>>;
  readonly periodsBroken: (count: string, isOne: boolean) => string;
}

/** The rows that did not fit. */
export interface RejectsTexts {
  readonly title: string;
  readonly none: string;
  readonly rule: string;
  readonly column: string;
  readonly rows: string;
  readonly uncounted: string;
  /** Rules of contracts; one that is not here is shown as it is. */
  readonly rules: Readonly<Record<string, string>>;
  readonly show: string;
}

/** What is wrong with a job. */
export interface ProblemTexts {
  readonly gaps: string;
  readonly lost: string;
  readonly objects: string;
  readonly foreign: string;
  readonly foreignOfLake: string;
  readonly range: (from: string, to: string, count: string) => string;
  readonly more: (count: string) => string;
  readonly mend: string;
  readonly kinds: Readonly<Record<'corrupt' | 'unreadable' | 'different' | 'declaration', string>>;
}

/** The end of a report. */
export interface FootTexts {
  readonly title: string;
  readonly again: string;
  readonly version: (version: string) => string;
  readonly read: (days: string, isOne: boolean) => string;
  /** What each part of a report means. */
  readonly meanings: readonly (readonly [term: string, meaning: string])[];
}
