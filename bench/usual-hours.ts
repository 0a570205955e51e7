import { expectedAccounts } from '../lib/generate/accounts/arrivals.ts';
import { addPeriods, type Hour, parseHour } from '../lib/model/period.ts';

/** Largest relative difference between the expected accounts of a usual hour and the mean. */
const TOLERANCE = 0.03;

/**
 * Returns hours whose expected number of accounts is close to the mean. Hours at night have a tenth
 * of it, and hours in the evening one and a half times as many.
 *
 * @param count number of hours
 * @param skipped number of such hours to skip first, so that each repetition gets different hours
 */
export function usualHours(count: number, skipped = 0): Hour[] {
  const found: Hour[] = [];
  for (
    let hour = parseHour('2026-01-01T00');
    found.length < skipped + count;
    hour = addPeriods(hour, 1)
  ) {
    const expected = expectedAccounts(hour, { 'accounts-per-hour': 1, growth: 0.05 });
    if (Math.abs(expected - 1) < TOLERANCE) found.push(hour);
  }
  return found.slice(skipped);
}
