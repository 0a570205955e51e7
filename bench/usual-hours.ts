import { defaultSettings } from '../lib/generate/accounts/accounts-settings.ts';
import { expectedAccounts } from '../lib/generate/accounts/arrivals.ts';
import { addPeriods, type Hour, parseHour } from '../lib/model/period.ts';

/** An hour is usual when it has as many accounts as the mean says, give or take such a part. */
const TOLERANCE = 0.03;

/**
 * Hours that have about as many accounts as an hour is asked to have on average: at night there
 * would be a tenth of it, in the evening half as many again.
 *
 * @param count how many
 * @param skipped how many of them to leave out first, so that a repetition has hours of its own
 */
export function usualHours(count: number, skipped = 0): Hour[] {
  const found: Hour[] = [];
  for (
    let hour = parseHour('2026-01-01T00');
    found.length < skipped + count;
    hour = addPeriods(hour, 1)
  ) {
    const expected = expectedAccounts(hour, { ...defaultSettings, accountsPerHour: 1 });
    if (Math.abs(expected - 1) < TOLERANCE) found.push(hour);
  }
  return found.slice(skipped);
}
