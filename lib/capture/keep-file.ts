import { CaptureError, MissingObjectError } from '../errors.ts';
import {
  type CaptureRecord,
  captureRecordBytes,
  LARGEST_RECORD,
  parseCaptureRecord,
} from '../lake/capture-record.ts';
import { objectOf } from '../lake/object.ts';
import { captureKey, FORGOTTEN, forgottenKey, rawFolder, rawKey } from '../lake/raw-key.ts';
import type { Day, Period } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import type { Kept } from './capture.ts';
import type { Fetched } from './connector.ts';

/** Where the files of a job are kept, and what decides whether one is usable. */
export interface FileTarget {
  readonly store: Store;
  /** Name of the job that captures. */
  readonly job: string;
  /** The day (UTC) of the capture. */
  readonly today: Day;
  /**
   * Returns sentences on how what was fetched is understood.
   *
   * @throws CaptureError when it cannot be used.
   */
  readonly check: (fetched: Fetched) => Promise<readonly string[]>;
}

/**
 * Keeps a file: a record of it, and its bytes. The record is stored before the bytes, and both only if they
 * are absent: a run that is killed is continued by the next one, and of two at once the first decides. Each
 * survives a loss of power before anything is made from it.
 *
 * @throws CaptureError when the file cannot be used, or was taken out of the lake for good.
 */
export async function keepFile(target: FileTarget, fetched: Fetched): Promise<Kept> {
  const { store, job, check } = target;
  const { period, bytes, sha256 } = fetched;
  await refuseForgotten(target, fetched);
  const known = await knownRecord(target, fetched);
  const isKept = known !== undefined && (await hasRaw(store, known, period));
  const told = isKept ? [] : await check(fetched);
  const record = known ?? (await putRecord(target, fetched));
  // What is made from an object must not outlive it when the machine loses power.
  await store.persist?.(captureKey(job, period));
  const key = rawKey(job, period, record.name);
  if (!isKept) await store.putIfAbsent(key, objectOf(bytes, sha256));
  await store.persist?.(key);
  return isKept
    ? { status: 'known', period, as: record.name }
    : { status: 'captured', period, told };
}

async function putRecord(target: FileTarget, fetched: Fetched): Promise<CaptureRecord> {
  const { store, job, today } = target;
  const { period, name, bytes, sha256 } = fetched;
  const record: CaptureRecord = { job, name, sha256, bytes: bytes.length, captured: today };
  const key = captureKey(job, period);
  const outcome = await store.putIfAbsent(key, objectOf(captureRecordBytes(record)));
  if (outcome !== 'taken') return record;
  // Another run was first, and may have found the bytes under another name, or on another day.
  const first = await knownRecord(target, fetched);
  if (first !== undefined) return first;
  throw new MissingObjectError(
    {
      failed: `Could not read ${store.name}/${key}`,
      got: 'it was there a moment ago',
      advice: 'Run the same command again.',
    },
    { key },
    { retryable: true },
  );
}

/** The record of an earlier capture of the same bytes; `undefined` when there is none. */
async function knownRecord(
  { store, job }: FileTarget,
  { period, sha256 }: Fetched,
): Promise<CaptureRecord | undefined> {
  const key = captureKey(job, period);
  let stored: Uint8Array;
  try {
    stored = await store.read(key, { offset: 0, length: LARGEST_RECORD });
  } catch (error) {
    if (error instanceof MissingObjectError) return undefined;
    throw error;
  }
  const record = parseCaptureRecord(stored, { place: `${store.name}/${key}`, key });
  if (record.sha256 === sha256) return record;
  throw new CaptureError({
    expected: `a file whose SHA-256 begins otherwise than that of ${record.name}, which was captured before`,
    got: `other bytes whose SHA-256 begins with ${period} too`,
    advice: 'Add a blank row to the file, or save it again, and drop it again.',
  });
}

async function hasRaw(
  store: Store,
  { job, name }: CaptureRecord,
  period: Period,
): Promise<boolean> {
  const raw = rawKey(job, period, name);
  for await (const key of store.list(rawFolder(job, period))) {
    if (key === raw) return true;
  }
  return false;
}

async function refuseForgotten({ store, job }: FileTarget, { period }: Fetched): Promise<void> {
  const key = forgottenKey(job, period);
  for await (const forgotten of store.list(`${FORGOTTEN}/${job}`)) {
    if (forgotten !== key) continue;
    throw new CaptureError({
      expected: `a file that was not taken out of ${store.name} for good`,
      got: `one that was, by ${key}`,
      advice: `Remove it from the inbox. If it is to be taken in again, remove ${key} and this note.`,
    });
  }
}
