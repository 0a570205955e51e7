import { sqlName } from '../../duckdb/sql-text.ts';
import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS, isTimed, periodStart } from '../../model/period.ts';
import type { Count, PeriodFact, RowCounts } from '../report-facts.ts';
import type { CountedPart, Part } from './count-parts.ts';
import type { TimeColumn } from './shown-columns.ts';

const DAY_HOURS = 24;

/** How rows are counted by the times in them: in hours where these are known, else in days. */
export function timePart({ name, hasHours }: TimeColumn): Part {
  return { sql: `epoch_ms(date_trunc('${hasHours ? 'hour' : 'day'}', ${sqlName(name)}))` };
}

/** Rows over time by the periods that they landed in. */
export function countsOfPeriods(periods: readonly PeriodFact[]): RowCounts {
  const landed = periods.filter(({ rows }) => rows !== undefined);
  const counts = landed.flatMap(({ period, rows = 0 }): Count[] =>
    isTimed(period) ? [{ start: periodStart(period), rows }] : [],
  );
  const areHours = landed.some(({ period }) => period.includes('T'));
  return { ...sumsOf(periods), by: undefined, ...series(counts, areHours) };
}

/** Rows over time by the column of times. The hours, or days, of a landed day that have no rows count as 0. */
export function countsOfTimes(
  periods: readonly PeriodFact[],
  { name, hasHours }: TimeColumn,
  { groups }: CountedPart,
): RowCounts {
  const found = groups.flatMap(({ value, rows }): Count[] =>
    value === null ? [] : [{ start: Number(value), rows }],
  );
  const starts = new Set(found.map(({ start }) => start));
  const without = startsOf(periods, hasHours).filter((start) => !starts.has(start));
  const counts = [...found, ...without.map((start) => ({ start, rows: 0 }))].sort(
    (one, other) => one.start - other.start,
  );
  return { ...sumsOf(periods), by: name, ...series(counts, hasHours) };
}

/** The starts of all hours, or days, of the days that have landed. */
function startsOf(periods: readonly PeriodFact[], hasHours: boolean): number[] {
  return periods.flatMap(({ period, rows }) => {
    if (rows === undefined || !isTimed(period)) return [];
    const start = periodStart(period);
    const hours = hasHours ? DAY_HOURS : 1;
    return Array.from({ length: hours }, (_, hour) => start + hour * HOUR_MS);
  });
}

function sumsOf(periods: readonly PeriodFact[]): Pick<RowCounts, 'rows' | 'bytes'> {
  const sum = (pick: (fact: PeriodFact) => number | undefined) =>
    periods.reduce((total, fact) => total + (pick(fact) ?? 0), 0);
  return { rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) };
}

function series(
  counts: readonly Count[],
  areHours: boolean,
): Pick<RowCounts, 'perDay' | 'perHour' | 'hourOfDay'> {
  return {
    perDay: perDay(counts),
    perHour: areHours ? counts : [],
    hourOfDay: areHours ? meansByHour(counts) : undefined,
  };
}

function perDay(counts: readonly Count[]): Count[] {
  const days = new Map<number, number>();
  for (const { start, rows } of counts) {
    const day = Math.floor(start / DAY_MS) * DAY_MS;
    days.set(day, (days.get(day) ?? 0) + rows);
  }
  return [...days].map(([start, rows]) => ({ start, rows }));
}

/** The days of the first and the last count have only some of the hours: an hour is divided by its own days. */
function meansByHour(counts: readonly Count[]): number[] | undefined {
  if (counts.length < DAY_HOURS) return undefined;
  return Array.from({ length: DAY_HOURS }, (_, hour) => {
    const some = counts.filter(({ start }) => (start / HOUR_MS) % DAY_HOURS === hour);
    const rows = some.reduce((sum, each) => sum + each.rows, 0);
    return some.length === 0 ? 0 : rows / some.length;
  });
}
