import type { Job } from '../model/job.ts';
import { partitionPath } from '../model/partition.ts';
import {
  type CapturedFile,
  isTimed,
  type Period,
  periodOfGrain,
  type TimedPeriod,
} from '../model/period.ts';
import { DECLARATIONS } from './object-key.ts';

/** The folder of captured files, as they were dropped, without a slash at its end. */
export const BACKUP = 'backup';

/** The folder of what was captured of periods of time, without a slash at its end. */
export const RAW = 'raw';

/** What the key of the captured pages of an API ends in. */
const PAGES = '.ndjson.gz';

/** The folder that files are dropped in, in a lake that has its inbox itself, without a slash at its end. */
export const INBOX = 'entrada';

/** The folder of what was written down of captures, without a slash at its end. */
export const CAPTURES = `${DECLARATIONS}/captures`;

/** The folder of what was taken out of a lake for good, without a slash at its end. */
export const FORGOTTEN = `${DECLARATIONS}/forgotten`;

/**
 * The folder in which the files for a job are dropped, in its lake.
 *
 * @example
 * inboxFolder('vendas') // => 'entrada/vendas'
 */
export function inboxFolder(job: string): string {
  return `${INBOX}/${job}`;
}

/**
 * The folder of what was captured of a period, without a slash at its end.
 *
 * @example
 * rawFolder('vendas', parsePeriod('3f9a0c51d2e7')) // => 'backup/vendas/file=3f9a0c51d2e7'
 * rawFolder('podcasts', parsePeriod('2026-11-20')) // => 'raw/podcasts/dt=2026-11-20'
 */
export function rawFolder(job: string, period: Period): string {
  return `${isTimed(period) ? RAW : BACKUP}/${job}/${partitionPath(period)}`;
}

/**
 * The key of what was captured of a period.
 *
 * @param name of a file when it was captured, or that of the pages of an API
 * @example
 * rawKey('vendas', parsePeriod('3f9a0c51d2e7'), 'base_2019.xlsx') // => 'backup/vendas/file=3f9a0c51d2e7/base_2019.xlsx'
 */
export function rawKey(job: string, period: Period, name: string): string {
  return `${rawFolder(job, period)}/${name}`;
}

/**
 * The key of what was written down of a capture.
 *
 * @example
 * captureKey('vendas', '3f9a0c51d2e7') // => '_lake/captures/vendas/3f9a0c51d2e7.json'
 */
export function captureKey(job: string, period: Period): string {
  return `${CAPTURES}/${job}/${period}.json`;
}

/**
 * The key of what was written down when a captured file was taken out of the lake for good.
 *
 * @example
 * forgottenKey('vendas', '3f9a0c51d2e7') // => '_lake/forgotten/vendas/3f9a0c51d2e7.json'
 */
export function forgottenKey(job: string, period: Period): string {
  return `${FORGOTTEN}/${job}/${period}.json`;
}

/**
 * The captured files among the keys of a lake that were not forgotten, in order, each once.
 *
 * @param keys in any order; other keys are left out
 * @example
 * capturedFilesOf(['backup/vendas/file=3f9a0c51d2e7/base_2019.xlsx', 'backup/notes.txt'], 'vendas') // => ['3f9a0c51d2e7']
 */
export function capturedFilesOf(keys: Iterable<string>, job: string): CapturedFile[] {
  const found = new Set<CapturedFile>();
  const forgotten = new Set<string>();
  for (const key of keys) {
    const file = capturedFileOf(key, job);
    if (file !== undefined) found.add(file);
    if (key.startsWith(`${FORGOTTEN}/${job}/`)) forgotten.add(key);
  }
  return [...found].filter((file) => !forgotten.has(forgottenKey(job, file))).sort();
}

/**
 * The key of what was captured of a period of time, all of it as one object.
 *
 * @example
 * capturedPeriodKey('podcasts', parsePeriod('2026-11-20')) // => 'raw/podcasts/dt=2026-11-20/podcasts-2026-11-20.ndjson.gz'
 */
export function capturedPeriodKey(job: string, period: TimedPeriod): string {
  return rawKey(job, period, capturedPeriodName(job, period));
}

/**
 * The last part of the key of what was captured of a period of time.
 *
 * @example
 * capturedPeriodName('podcasts', parsePeriod('2026-11-20')) // => 'podcasts-2026-11-20.ndjson.gz'
 */
export function capturedPeriodName(job: string, period: TimedPeriod): string {
  return `${job}-${period}${PAGES}`;
}

/**
 * The periods of time among the keys of a lake that were captured, in order.
 *
 * @param keys in any order; other keys are left out
 * @example
 * capturedPeriodsOf(['raw/podcasts/dt=2026-11-20/podcasts-2026-11-20.ndjson.gz', 'raw/podcasts/notes.txt'], { name: 'podcasts', grain: 'day' }) // => ['2026-11-20']
 */
export function capturedPeriodsOf(
  keys: Iterable<string>,
  { name, grain }: Pick<Job, 'name' | 'grain'>,
): TimedPeriod[] {
  const found: TimedPeriod[] = [];
  const prefix = `${RAW}/${name}/`;
  for (const key of keys) {
    if (!key.startsWith(prefix) || !key.endsWith(PAGES)) continue;
    const file = key.slice(key.lastIndexOf('/') + 1, -PAGES.length);
    const period = periodOfGrain(grain, file.slice(name.length + 1));
    if (period === undefined || !isTimed(period)) continue;
    if (capturedPeriodKey(name, period) === key) found.push(period);
  }
  return found.sort();
}

/**
 * The folder of everything that a job captures, without a slash at its end; `undefined` when it captures
 * nothing, or keeps no copy of it.
 *
 * @example
 * captureFolder({ name: 'vendas', grain: 'file', layer: 'landing' }) // => 'backup/vendas'
 * captureFolder({ name: 'podcasts', grain: 'day', layer: 'landing', captures: 'snapshot' }) // => 'raw/podcasts'
 */
export function captureFolder(
  job: Pick<Job, 'name' | 'grain' | 'layer' | 'captures'>,
): string | undefined {
  if (hasInbox(job)) return `${BACKUP}/${job.name}`;
  const { captures = 'external' } = job;
  return captures === 'external' ? undefined : `${RAW}/${job.name}`;
}

/** Whether files are dropped for a job, and each is captured. */
export function hasInbox({ grain, layer }: Pick<Job, 'grain' | 'layer'>): boolean {
  return grain === 'file' && layer === 'landing';
}

/** Whether a job captures what it is made from: the files of an inbox, or its periods from outside. */
export function isCaptured(job: Pick<Job, 'grain' | 'layer' | 'captures'>): boolean {
  return hasInbox(job) || job.captures !== undefined;
}

function capturedFileOf(key: string, job: string): CapturedFile | undefined {
  const folder = `${BACKUP}/${job}/file=`;
  if (!key.startsWith(folder)) return undefined;
  const [text = '', name = ''] = key.slice(folder.length).split('/');
  if (name === '' || periodOfGrain('file', text) === undefined) return undefined;
  // The text is a period of this grain.
  return text as CapturedFile;
}
