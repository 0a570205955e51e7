import { StoreError } from '../errors.ts';
import { capturedFile, LARGEST_RECORD, parseCaptureRecord } from '../lake/capture-record.ts';
import { objectKey } from '../lake/object-key.ts';
import { CAPTURES, rawFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';
import { addPeriods, type Day, type Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { firstCaptureDay, RawObjects } from './raw-objects.ts';
import type { Removal } from './remove-expired.ts';

/** What was captured, and how long it is kept. */
export interface ExpiredRawInput {
  readonly store: Store;
  /** The job that captures, and says for how many days its raw files are kept. */
  readonly job: Job;
  /** The jobs of its rejects, which are kept as long. */
  readonly rejects: readonly Job[];
  /** The day (UTC) of the run. */
  readonly today: Day;
}

/**
 * Whether what was captured on a day is kept no longer: `keepRawDays` whole days have passed since.
 *
 * @example
 * isRawExpired({ keepRawDays: 30 }, parsePeriod('2026-10-20'), parsePeriod('2026-11-20')) // => true
 * isRawExpired({ keepRawDays: 30 }, parsePeriod('2026-10-21'), parsePeriod('2026-11-20')) // => false
 */
export function isRawExpired(
  { keepRawDays }: Pick<Job, 'keepRawDays'>,
  captured: Day,
  today: Day,
): boolean {
  return keepRawDays !== undefined && addPeriods(captured, keepRawDays + 1) <= today;
}

/**
 * Removes what a job captured longer ago than it keeps it, and the rejects of it. Rows that landed stay, and
 * so does the record of a captured file, by which it is recognized. The first error ends it; the next run
 * goes on.
 */
export async function removeExpiredRaw(input: ExpiredRawInput): Promise<Removal> {
  let removed = 0;
  try {
    for await (const period of input.job.grain === 'file'
      ? expiredFiles(input)
      : expiredPeriods(input)) {
      if (await removeCapture(input, period)) removed += 1;
    }
    return { removed };
  } catch (error) {
    if (error instanceof StoreError) return { removed, failure: error };
    throw error;
  }
}

async function* expiredFiles({ store, job, today }: ExpiredRawInput): AsyncGenerator<Period> {
  for await (const key of store.list(`${CAPTURES}/${job.name}`)) {
    const stored = await store.read(key, { offset: 0, length: LARGEST_RECORD });
    const record = parseCaptureRecord(stored, { place: `${store.name}/${key}`, key });
    if (isRawExpired(job, record.captured, today)) yield capturedFile(record.sha256);
  }
}

async function* expiredPeriods({ store, job, today }: ExpiredRawInput): AsyncGenerator<Period> {
  for (const period of await new RawObjects(store).periods(job)) {
    if (isRawExpired(job, firstCaptureDay(period), today)) yield period;
  }
}

/** What was captured goes first: without it, no run makes its rejects again. */
async function removeCapture(
  { store, job, rejects }: ExpiredRawInput,
  period: Period,
): Promise<boolean> {
  const keys: string[] = [];
  for await (const key of store.list(rawFolder(job.name, period))) keys.push(key);
  const isThere = keys.length > 0;
  for (const each of rejects) keys.push(objectKey(each, period));
  for (const key of keys) await store.remove?.(key);
  return isThere;
}
