import { DAY_MS } from '../../model/calendar-date.ts';
import { HOUR_MS } from '../../model/period.ts';
import type { ReportWords } from '../texts/words.ts';

/** A mark on an axis of time. */
export interface TimeTick {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  readonly text: string;
}

const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

/**
 * Marks on an axis of time: at hours, at days, or at the beginnings of months, whichever leaves few enough of
 * them.
 *
 * @param from milliseconds since 1970-01-01T00:00:00Z, as `to`
 * @param most marks that the axis has room for
 * @param hasHours whether marks within a day mean anything. Default: `true`.
 * @example
 * timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1), 2, new ReportWords('en')).map(({ text }) => text) // => ['Jan 2026', 'Apr', 'Jul']
 */
export function timeTicks(
  from: number,
  to: number,
  most: number,
  words: ReportWords,
  hasHours = true,
): readonly TimeTick[] {
  const span = to - from;
  const hours = hasHours ? HOUR_STEPS.find((step) => span / (step * HOUR_MS) <= most) : undefined;
  if (hours !== undefined) return every(from, to, hours * HOUR_MS, (at) => hourText(at, words));
  const days = DAY_STEPS.find((step) => span / (step * DAY_MS) <= most);
  if (days !== undefined) return every(from, to, days * DAY_MS, (at) => words.dayAndMonth(at));
  return everyMonths(from, to, most, words);
}

function every(
  from: number,
  to: number,
  step: number,
  textAt: (at: number) => string,
): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  // Weeks are counted from the first day, the others from midnight.
  const first = step > DAY_MS ? Math.ceil(from / DAY_MS) * DAY_MS : Math.ceil(from / step) * step;
  for (let at = first; at <= to; at += step) ticks.push({ at, text: textAt(at) });
  return ticks;
}

function hourText(at: number, words: ReportWords): string {
  const hour = (at % DAY_MS) / HOUR_MS;
  return hour === 0 ? words.dayAndMonth(at) : words.texts.numbers.hour(hour);
}

function everyMonths(
  from: number,
  to: number,
  most: number,
  words: ReportWords,
): readonly TimeTick[] {
  const months = monthsSince1970(to) - monthsSince1970(from);
  const step = MONTH_STEPS.find((each) => months / each <= most) ?? 240;
  const ticks: TimeTick[] = [];
  const last = monthsSince1970(to);
  let year = '';
  for (let month = Math.ceil(monthsSince1970(from) / step) * step; month <= last; month += step) {
    const at = Date.UTC(1970, month, 1);
    if (at < from || at > to) continue;
    const inYear = String(1970 + Math.floor(month / 12));
    const name = words.month(at);
    ticks.push({ at, text: step >= 12 ? inYear : inYear === year ? name : `${name} ${inYear}` });
    year = inYear;
  }
  return ticks;
}

/** Months as calendars count them; the text of a date has no time zone to differ in. */
function monthsSince1970(instant: number): number {
  const [year = 1970, month = 1] = new Date(instant).toISOString().split('-').map(Number);
  return 12 * (year - 1970) + month - 1;
}
