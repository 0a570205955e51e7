import pMap from 'p-map';
import { HourlakeError, ParquetError } from '../errors.ts';
import { objectKey } from '../lake/object-key.ts';
import { storedFooter } from '../land/footer.ts';
import { addPeriods, type Hour, periodIndex, periodRange } from '../model/period.ts';
import type { Store } from '../stores/store.ts';

/** Hours in a row that are missing, both ends included. */
export interface Gap {
  readonly from: Hour;
  readonly to: Hour;
  readonly hours: number;
}

/**
 * What the footer of one landed hour says; why it is none of a whole Parquet file; or why the store
 * did not give it, which says nothing of the file.
 */
export type Inspection =
  | (Inspected & { readonly rows: number; readonly footer: Readonly<Record<string, string>> })
  | (Inspected & { readonly corrupt: string })
  | (Inspected & { readonly unreadable: string });

interface Inspected {
  readonly hour: Hour;
  readonly key: string;
}

/** How inspecting goes about it. */
export interface InspectOptions {
  /** Hours in flight at once. Default: 8. */
  readonly concurrency?: number;
  /** Ends early: hours not begun are not inspected. */
  readonly signal?: AbortSignal;
  /** Told of each hour as it is done. */
  readonly onInspection?: (inspection: Inspection) => void;
}

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
    const from = addPeriods(hour, 1);
    const next = ordered[position + 1] ?? addPeriods(last, 1);
    const hours = periodIndex(next) - periodIndex(from);
    if (hours > 0) gaps.push({ from, to: addPeriods(next, -1), hours });
  });
  return gaps;
}

/**
 * Reads the footers of landed hours: quick, because nothing else of a file is read. A file whose
 * rows were changed and whose footer was not is found by `verify` alone.
 *
 * @returns one for each hour that was reached, oldest first
 */
export async function inspectHours(
  { store, prefix, hours }: { store: Store; prefix: string; hours: readonly Hour[] },
  { concurrency = 8, signal, onInspection }: InspectOptions = {},
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  await pMap(
    [...hours].sort(),
    async (hour) => {
      if (signal?.aborted) return;
      const inspection = await inspectHour(store, { hour, key: objectKey(prefix, hour) });
      inspections.push(inspection);
      onInspection?.(inspection);
    },
    { concurrency },
  );
  return inspections.sort((a, b) => (a.hour < b.hour ? -1 : 1));
}

async function inspectHour(store: Store, inspected: Inspected): Promise<Inspection> {
  try {
    const { rows, metadata } = await storedFooter(store, inspected.key);
    return { ...inspected, rows, footer: metadata };
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return error instanceof ParquetError
      ? { ...inspected, corrupt: error.got }
      : { ...inspected, unreadable: error.message };
  }
}

/**
 * The hours of the days that `last` ends: `days` times 24 hours at the most, from midnight (UTC).
 *
 * @example
 * hoursOfDays(parseHour('2026-11-20T01'), 1) // => ['2026-11-20T00', '2026-11-20T01']
 */
export function hoursOfDays(last: Hour, days: number): Hour[] {
  const midnight = addPeriods(last, -(periodIndex(last) % 24));
  return periodRange(addPeriods(midnight, -24 * (days - 1)), addPeriods(last, 1));
}
