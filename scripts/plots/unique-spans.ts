import { HourlakeError } from '../../lib/errors.ts';
import { accountsSettings } from '../../lib/generate/accounts/accounts-settings.ts';
import { generatedAccounts } from '../../lib/generate/accounts/generated-accounts.ts';
import { type Hour, parseHour, periodFromIndex, periodIndex } from '../../lib/model/period.ts';
import { usualSettings } from './usual-settings.ts';

const MEANS = [600, 6_000, 100_000, 1_000_000];

const FIRST = parseHour('2026-01-01T00');

/** The last hour that the library supports. */
const END_OF_TIME = parseHour('9999-12-31T23');

const DAY_HOURS = 24;
const YEAR_DAYS = 365.25;

/**
 * Returns the longest possible lakes without duplicate numbers, for some means, as a Markdown table.
 */
export function uniqueSpans(): string {
  const lines = MEANS.map((accountsPerHour) => {
    const last = lastUniqueHour(accountsPerHour);
    const days = (periodIndex(last) - periodIndex(FIRST) + 1) / DAY_HOURS;
    const mean = accountsPerHour.toLocaleString('en-US');
    const isDefault =
      accountsPerHour === accountsSettings['accounts-per-hour'].default ? ' (default)' : '';
    return `| ${mean}${isDefault} | ${FIRST} to ${last} | ${lengthOf(days)} |`;
  });
  return ['| accounts per hour | longest lake | length |', '|---|---|---|', ...lines].join('\n');
}

/** The last hour of the longest lake that begins at {@link FIRST}, with the default growth. */
function lastUniqueHour(accountsPerHour: number): Hour {
  const source = generatedAccounts(usualSettings({ 'accounts-per-hour': accountsPerHour }));
  let [unique, repeating] = [periodIndex(FIRST), periodIndex(END_OF_TIME)];
  while (repeating - unique > 1) {
    const middle = Math.floor((unique + repeating) / 2);
    if (isAllowed(() => source.checkSpan?.(FIRST, periodFromIndex('hour', middle))))
      unique = middle;
    else repeating = middle;
  }
  return periodFromIndex('hour', unique);
}

function isAllowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof HourlakeError) return false;
    throw error;
  }
}

function lengthOf(days: number): string {
  if (days < YEAR_DAYS) return `${Math.floor(days)} days`;
  const years = days / YEAR_DAYS;
  return `${years.toFixed(1)} years`;
}
