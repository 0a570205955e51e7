import { pypiRows } from '../lib/generate/pypi/pypi-rows.ts';
import { addPeriods, type Day, parsePeriod } from '../lib/model/period.ts';

/** The day whose downloads are captured. */
export const dayOfDownloads = parsePeriod('2026-11-20') as Day;

/** The last day of the table, at whose end it is captured. */
export const lastDayOfDownloads = addPeriods(dayOfDownloads, 1);

const PROJECT = { project: 'duckdb', seed: 'bench', dirt: 0 } as const;

/** What decides the downloads of the day. */
export type DownloadsSettings = typeof PROJECT & { readonly downloads: number };

/** Settings that give the day about this many rows: `downloads` is a mean of other days. */
export function settingsFor(rows: number): DownloadsSettings {
  const given = downloadsWith({ ...PROJECT, downloads: rows });
  return { ...PROJECT, downloads: Math.round(rows * (rows / given)) };
}

/** The rows of the day. */
export function downloadsWith(settings: DownloadsSettings): number {
  return pypiRows(settings).countRows(dayOfDownloads);
}
