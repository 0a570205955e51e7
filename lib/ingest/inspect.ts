import pMap from 'p-map';
import { HourlakeError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { addHours, type Hour, hourIndex, hourRange } from '../model/hour.ts';
import type { Store } from '../stores/store.ts';
import { storedFooter } from './footer.ts';

/** Hours in a row that are missing, both ends included. */
export interface Gap {
  readonly from: Hour;
  readonly to: Hour;
  readonly hours: number;
}

/** What the footer of one landed hour says, or why it cannot be read. */
export type Inspection =
  | { readonly hour: Hour; readonly key: string; readonly rows: number }
  | { readonly hour: Hour; readonly key: string; readonly corrupt: string };

/**
 * The gaps between the first landed hour and `last`, oldest first.
 *
 * @param landed in any order
 * @param last the last hour that should be there
 * @example
 * gapsOf([parseHour('2026-11-20T10'), parseHour('2026-11-20T13')], parseHour('2026-11-20T13')) // => [{ from: '2026-11-20T11', to: '2026-11-20T12', hours: 2 }]
 */
export function gapsOf(landed: readonly Hour[], last: Hour): Gap[] {
  const ordered = [...landed].filter((hour) => hour <= last).sort();
  const gaps: Gap[] = [];
  ordered.forEach((hour, position) => {
    const from = addHours(hour, 1);
    const next = ordered[position + 1] ?? addHours(last, 1);
    const hours = hourIndex(next) - hourIndex(from);
    if (hours > 0) gaps.push({ from, to: addHours(next, -1), hours });
  });
  return gaps;
}

/**
 * Reads the footers of landed hours: quick, because nothing else of a file is read. A file whose
 * rows were changed and whose footer was not is found by `verify` alone.
 *
 * @returns one for each hour, oldest first
 */
export async function inspectHours(
  { store, prefix, hours }: { store: Store; prefix: string; hours: readonly Hour[] },
  { concurrency = 8 }: { concurrency?: number } = {},
): Promise<Inspection[]> {
  return pMap(
    [...hours].sort(),
    async (hour): Promise<Inspection> => {
      const key = objectKey(prefix, hour);
      try {
        const { rows } = await storedFooter(store, key);
        return { hour, key, rows };
      } catch (error) {
        if (!(error instanceof HourlakeError)) throw error;
        return { hour, key, corrupt: error.message };
      }
    },
    { concurrency },
  );
}

/**
 * The hours of the days that `last` ends: `days` times 24 hours at the most, from midnight (UTC).
 *
 * @example
 * hoursOfDays(parseHour('2026-11-20T01'), 1) // => ['2026-11-20T00', '2026-11-20T01']
 */
export function hoursOfDays(last: Hour, days: number): Hour[] {
  const midnight = addHours(last, -(hourIndex(last) % 24));
  return hourRange(addHours(midnight, -24 * (days - 1)), addHours(last, 1));
}
