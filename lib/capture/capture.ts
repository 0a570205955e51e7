import { CaptureError, HourlakeError, MissingObjectError } from '../errors.ts';
import {
  type CaptureRecord,
  captureRecordBytes,
  LARGEST_RECORD,
  parseCaptureRecord,
} from '../lake/capture-record.ts';
import { objectOf } from '../lake/object.ts';
import { captureKey, FORGOTTEN, forgottenKey, rawFolder, rawKey } from '../lake/raw-key.ts';
import type { Day, Period, TimedPeriod } from '../model/period.ts';
import type { Store } from '../stores/store.ts';
import { type Connector, type DueItem, type Fetched, isSettling } from './connector.ts';

/** Where captures go, and what decides whether one is usable. */
export interface CaptureTarget {
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

/** An item that was captured. */
interface CapturedOutcome {
  readonly status: 'captured';
  readonly period: Period;
  /** Sentences on how it was understood. */
  readonly told: readonly string[];
}

/** An item whose bytes were captured before. */
interface KnownOutcome {
  readonly status: 'known';
  readonly period: Period;
  /** The name of the bytes when they were first captured. */
  readonly as: string;
}

/** What became of one item. */
export type CaptureOutcome = { readonly item: string } & (
  | CapturedOutcome
  | KnownOutcome
  | { readonly status: 'waits' | 'refused before'; readonly reason: string }
  | { readonly status: 'refused'; readonly error: CaptureError }
  | { readonly status: 'failed'; readonly error: HourlakeError }
);

/** An item whose bytes are in the lake, to be settled when its rows are. */
export interface CapturedItem {
  readonly item: DueItem;
  readonly fetched: Pick<Fetched, 'sha256' | 'period'>;
}

/** What capturing came to. */
export interface Captures {
  /** One for each item that was there, in the order of the connector. */
  readonly outcomes: readonly CaptureOutcome[];
  readonly items: readonly CapturedItem[];
}

/** How capturing works. */
export interface CaptureOptions {
  /** Periods of time that are over and were not captured, oldest first. Default: none. */
  readonly wanted?: readonly TimedPeriod[];
  /** Ends early: items not begun are left to the next run. */
  readonly signal?: AbortSignal | undefined;
  /** Called once, with the number of items that are due. */
  readonly onDue?: ((items: number) => void) | undefined;
  /** Called for each item when it is done. */
  readonly onOutcome?: ((outcome: CaptureOutcome) => void) | undefined;
}

/**
 * Captures all that is due, one item after the other. An item that fails does not stop the others. The
 * record is stored before the bytes, and both only if they are absent: a run that is killed is continued
 * by the next one, and of two at once the first decides. Each survives a loss of power before anything
 * is made from it.
 *
 * @throws StoreError or what `discover` throws, when the place cannot be listed.
 */
export async function captureDue(
  connector: Connector,
  target: CaptureTarget,
  { wanted = [], signal, onDue, onOutcome }: CaptureOptions = {},
): Promise<Captures> {
  const outcomes: CaptureOutcome[] = [];
  const items: CapturedItem[] = [];
  const due = await connector.discover(wanted);
  onDue?.(due.length);
  for (const item of due) {
    if (signal?.aborted) break;
    const done = await captureOne(connector, target, item);
    if (done === undefined) continue;
    const { outcome, fetched } = done;
    outcomes.push(outcome);
    if (fetched !== undefined) items.push({ item, fetched });
    onOutcome?.(outcome);
  }
  return { outcomes, items };
}

interface Done {
  readonly outcome: CaptureOutcome;
  /** What was fetched, if its bytes are in the lake now. */
  readonly fetched?: CapturedItem['fetched'];
}

async function captureOne(
  connector: Connector,
  target: CaptureTarget,
  item: DueItem,
): Promise<Done | undefined> {
  const { name } = item;
  try {
    return await fetchAndKeep(connector, target, item);
  } catch (error) {
    if (!(error instanceof HourlakeError)) throw error;
    return { outcome: { item: name, status: 'failed', error } };
  }
}

async function fetchAndKeep(
  connector: Connector,
  target: CaptureTarget,
  item: DueItem,
): Promise<Done | undefined> {
  const { name } = item;
  try {
    const result = await connector.fetch(item);
    if (result.kind === 'gone') return undefined;
    if (result.kind !== 'fetched') {
      return { outcome: { item: name, status: result.kind, reason: result.reason } };
    }
    const { fetched } = result;
    return { outcome: { item: name, ...(await keep(target, fetched)) }, fetched };
  } catch (error) {
    if (!(error instanceof CaptureError) || !isSettling(connector)) throw error;
    await connector.refuse(item, error);
    return { outcome: { item: name, status: 'refused', error } };
  }
}

/** Stores the record of what was fetched, and its bytes, unless they are there. */
async function keep(
  target: CaptureTarget,
  fetched: Fetched,
): Promise<CapturedOutcome | KnownOutcome> {
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

async function putRecord(target: CaptureTarget, fetched: Fetched): Promise<CaptureRecord> {
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
  { store, job }: CaptureTarget,
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

async function refuseForgotten({ store, job }: CaptureTarget, { period }: Fetched): Promise<void> {
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
