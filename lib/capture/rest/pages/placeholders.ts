import { periodEnd, periodStart, type TimedPeriod } from '../../../model/period.ts';
import type { RestRequest } from '../rest-data.ts';

/** The values of placeholders, by name: `parent.id`. */
export type PlaceholderValues = Readonly<Record<string, string>>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Prefix of placeholders for members of the parent's record. */
export const PARENT = 'parent.';

/** Placeholders that every request may use. */
export const PERIOD_PLACEHOLDERS = ['period', 'period.from', 'period.to'];

/**
 * The names of the placeholders in a text, in their order.
 *
 * @example
 * placeholdersIn('shows/{parent.id}/episodes') // => ['parent.id']
 */
export function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(PLACEHOLDER), ([, name = '']) => name);
}

/**
 * The members of its parent's record that a request needs, each once.
 *
 * @example
 * parentMembers({ path: 'shows/{parent.id}/episodes', query: { at: '{parent.id}' } }) // => ['id']
 */
export function parentMembers({ path, query = {} }: Pick<RestRequest, 'path' | 'query'>): string[] {
  const names = [path, ...Object.values(query).map(String)].flatMap(placeholdersIn);
  const members = names.filter((name) => name.startsWith(PARENT));
  return [...new Set(members.map((name) => name.slice(PARENT.length)))];
}

/**
 * Replaces placeholders by their values.
 *
 * @param encode is applied to each value
 * @example
 * fillPlaceholders('shows/{parent.id}', { 'parent.id': 'a/b' }, encodeURIComponent) // => 'shows/a%2Fb'
 */
export function fillPlaceholders(
  text: string,
  values: PlaceholderValues,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replace(PLACEHOLDER, (_, name: string) => encode(values[name] ?? ''));
}

/**
 * The values of the placeholders of a period.
 *
 * @example
 * periodValues(parsePeriod('2026-11-20'))['period.to'] // => '2026-11-21T00:00:00.000Z'
 */
export function periodValues(period: TimedPeriod): PlaceholderValues {
  return {
    period,
    'period.from': new Date(periodStart(period)).toISOString(),
    'period.to': new Date(periodEnd(period)).toISOString(),
  };
}
