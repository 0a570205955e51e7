import { DAY_MS } from '../../../model/calendar-date.ts';
import { HOUR_MS } from '../../../model/period.ts';

/** When rows happen. */
export interface MockTime {
  /** The time that rows of a period happen in, from `start` (inclusive) to `end` (exclusive), in milliseconds since 1970. */
  windowOf(period: number): { readonly start: number; readonly end: number };
}

/** The number of the only period of rows that no job makes. */
export const ONLY_PERIOD = 0;

/** 2026-01-01T00:00:00Z. Rows that no job makes happen in the year before: the clock decides nothing. */
export const FIXED_END: number = Date.UTC(2026, 0, 1);

/** The time of rows that no job makes: the year before {@link FIXED_END}. */
export const fixedTime: MockTime = {
  windowOf: () => ({ start: FIXED_END - 365 * DAY_MS, end: FIXED_END }),
};

/** The time of rows of hours, numbered from 1970-01-01T00 (UTC). */
export const hourlyTime: MockTime = {
  windowOf: (period) => ({ start: period * HOUR_MS, end: (period + 1) * HOUR_MS }),
};

/** The time of rows of days (UTC), numbered from 1970-01-01. */
export const dailyTime: MockTime = {
  windowOf: (period) => ({ start: period * DAY_MS, end: (period + 1) * DAY_MS }),
};
