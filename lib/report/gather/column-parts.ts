import { sqlName } from '../../duckdb/sql-text.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { niceStep } from '../nice-step.ts';
import {
  type AgeCounts,
  type DateCounts,
  type Distribution,
  LEAST_ROWS,
  type NumberCounts,
  type WordCounts,
} from '../report-facts.ts';
import type { CountedPart, Group, Part } from './count-parts.ts';
import { lookPersonal } from './personal-values.ts';
import type { TimeColumn } from './shown-columns.ts';
import type { ColumnSurvey } from './survey.ts';

/** How one column is counted, and what its counts come to. */
export interface ColumnPart extends Part {
  /**
   * The distribution that counts come to; `'personal'` when the values look like those of people, and
   * `undefined` when nothing of it may be shown, or there is nothing to see.
   *
   * @param rows of the whole table
   */
  readonly read: (counted: CountedPart, rows: number) => Distribution | 'personal' | undefined;
}

/** What ages are counted at. */
export interface AgeReference {
  readonly time: TimeColumn | undefined;
  /** Milliseconds since 1970-01-01T00:00:00Z, where the rows have no time. */
  readonly instant: number;
}

/** Most values of a column that are shown by name. */
const SHOWN_WORDS = 10;

/** A column has few values when its rows are at least this many times as many. */
const ROWS_PER_VALUE = 5;

/** A column of more values is not counted: each takes memory. */
const MOST_VALUES = 100_000;

/** About as many bins as a small chart has room for. */
const MOST_BINS = 40;

/** Beginnings of the bands, as the query `age-pyramid` has them. The first one holds minors. */
const BANDS = [0, 18, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75] as const;

/** How a column is counted; `undefined` when its values are too many, or it has none. */
export function columnPart(
  survey: ColumnSurvey,
  rows: number,
  reference: AgeReference,
): ColumnPart | undefined {
  switch (survey.look) {
    case 'words':
      return wordsPart(survey, rows);
    case 'numbers':
      return numbersPart(survey, rows);
    case 'dates':
      return datesPart(survey);
    case 'ages':
      return agesPart(survey.name, sqlName(survey.name));
    case 'births':
      return agesPart(survey.name, ageSql(survey.name, reference));
  }
}

function wordsPart({ name, values }: ColumnSurvey, rows: number): ColumnPart | undefined {
  if (values === 0 || values > MOST_VALUES || values * ROWS_PER_VALUE > rows) return undefined;
  return {
    sql: sqlName(name),
    most: SHOWN_WORDS,
    read({ groups, all }, whole): WordCounts | 'personal' | undefined {
      const top = groups.filter(isShown);
      if (lookPersonal(top.flatMap(({ value }) => value ?? []))) return 'personal';
      // The survey estimates how many values there are; these are counted.
      if (all < 2 || all * ROWS_PER_VALUE > whole || top.length === 0) return undefined;
      const rest = whole - sumOf(top);
      return { kind: 'words', column: name, top, rest, restValues: all - top.length };
    },
  };
}

function numbersPart(
  { name, low, high, isWhole = false }: ColumnSurvey,
  rows: number,
): ColumnPart | undefined {
  if (low === undefined || high === undefined || low === high) return undefined;
  // Bins of fewer rows than may be shown would hide most of a small table.
  const bins = Math.min(MOST_BINS, Math.ceil(Math.sqrt(rows) / 2));
  const width = Math.max(isWhole ? 1 : 0, niceStep((high - low) / bins));
  const first = Math.floor(low / width);
  const last = Math.floor(high / width);
  const bin = `floor(CAST(${sqlName(name)} AS double) / ${width})`;
  return {
    sql: `CASE WHEN ${bin} BETWEEN ${first} AND ${last} THEN CAST(${bin} AS bigint) END`,
    read({ groups }, whole): NumberCounts | undefined {
      const bins = binsOf(groups).map(({ at, rows }) => ({ from: at * width, rows }));
      if (bins.length < 2) return undefined;
      return { kind: 'numbers', column: name, width, bins, rest: whole - sumOf(bins) };
    },
  };
}

function datesPart({ name, low, high }: ColumnSurvey): ColumnPart | undefined {
  if (low === undefined || high === undefined) return undefined;
  const days = (high - low) / DAY_MS;
  const unit = days <= 62 ? 'day' : days <= 5 * 366 ? 'month' : 'year';
  return {
    sql: `epoch_ms(date_trunc('${unit}', ${sqlName(name)}))`,
    read({ groups }, whole): DateCounts | undefined {
      const bins = binsOf(groups).map(({ at, rows }) => ({ start: at, rows }));
      if (bins.length < 2) return undefined;
      return { kind: 'dates', column: name, unit, bins, rest: whole - sumOf(bins) };
    },
  };
}

function agesPart(name: string, age: string): ColumnPart {
  const cases = BANDS.slice(1).map((from, place) => `WHEN ${age} < ${from} THEN ${BANDS[place]}`);
  return {
    sql: `CASE WHEN ${age} IS NULL OR ${age} < 0 THEN NULL ${cases.join(' ')} ELSE ${BANDS.at(-1)} END`,
    read({ groups }, whole): AgeCounts | undefined {
      const bands = binsOf(groups).map(({ at, rows }) => ({ from: at, ...endOfBand(at), rows }));
      if (bands.length < 2) return undefined;
      return { kind: 'ages', column: name, bands, rest: whole - sumOf(bands) };
    },
  };
}

/** Complete years between two dates: as whole numbers such as 20261120, whose difference has the years in front. */
function ageSql(name: string, { time, instant }: AgeReference): string {
  const day = new Date(instant).toISOString().slice(0, 10);
  const at = time === undefined ? `DATE '${day}'` : sqlName(time.name);
  return `((${ymd(at)} - ${ymd(sqlName(name))}) // 10000)`;
}

function ymd(sql: string): string {
  return `(10000 * year(${sql}) + 100 * month(${sql}) + day(${sql}))`;
}

function endOfBand(from: number): { readonly to?: number } {
  const next = BANDS.find((each) => each > from);
  return next === undefined ? {} : { to: next - 1 };
}

/** The groups that may be shown, by their values. */
function binsOf(groups: readonly Group[]): { readonly at: number; readonly rows: number }[] {
  return groups
    .filter((group) => isShown(group) && group.value !== null)
    .map(({ value, rows }) => ({ at: Number(value), rows }))
    .sort((one, other) => one.at - other.at);
}

function isShown({ rows }: Group): boolean {
  return rows >= LEAST_ROWS;
}

function sumOf(groups: readonly { readonly rows: number }[]): number {
  return groups.reduce((sum, { rows }) => sum + rows, 0);
}
