import { DifferentObjectError, ExpiredObjectError, MissingObjectError } from '../errors.ts';
import { type CaptureRecord, LARGEST_RECORD, parseCaptureRecord } from '../lake/capture-record.ts';
import {
  BACKUP,
  capturedFilesOf,
  capturedPeriodKey,
  capturedPeriodsOf,
  captureKey,
  FORGOTTEN,
  RAW,
  rawKey,
} from '../lake/raw-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { type Job, REJECTS_SUFFIX } from '../model/job.ts';
import {
  type CapturedFile,
  type Day,
  isTimed,
  periodAt,
  periodEnd,
  type TimedPeriod,
} from '../model/period.ts';
import type { InputObject } from '../model/source.ts';
import type { Store } from '../stores/store.ts';

/** Reads the captures of a lake, as they came. */
export class RawObjects {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The files that were captured for a job and not forgotten, in order.
   *
   * @param job name of the job that captures
   */
  async files(job: string): Promise<CapturedFile[]> {
    const keys: string[] = [];
    for (const folder of [`${BACKUP}/${job}`, `${FORGOTTEN}/${job}`]) {
      for await (const key of this.#store.list(folder)) keys.push(key);
    }
    return capturedFilesOf(keys, job);
  }

  /**
   * The periods of time that a job has captured, in order.
   *
   * @param job the job that captures
   */
  async periods(job: Pick<Job, 'name' | 'grain'>): Promise<TimedPeriod[]> {
    const keys: string[] = [];
    for await (const key of this.#store.list(`${RAW}/${job.name}`)) keys.push(key);
    return capturedPeriodsOf(keys, job);
  }

  /**
   * The bytes of a capture, or of the record of a file.
   *
   * @param keptFrom the first day whose captures are kept. Default: all are.
   * @throws MissingObjectError when it is gone, ExpiredObjectError when it was older than its
   *   job keeps it; DifferentObjectError when it was changed.
   */
  async read(
    part: 'raw' | 'record',
    { job, period }: InputObject,
    keptFrom?: Day,
  ): Promise<Uint8Array> {
    if (isTimed(period)) {
      const key = capturedPeriodKey(job, period);
      return this.#bytesOf(key, keptFrom !== undefined && firstCaptureDay(period) < keptFrom);
    }
    const key = captureKey(job, period);
    const stored = await this.#store.read(key, { offset: 0, length: LARGEST_RECORD });
    if (part === 'record') return stored;
    const record = parseCaptureRecord(stored, { place: `${this.#store.name}/${key}`, key });
    return this.#file(record, { job, period }, keptFrom);
  }

  async #file(
    record: CaptureRecord,
    { job, period }: InputObject,
    keptFrom: Day | undefined,
  ): Promise<Uint8Array> {
    const key = rawKey(job, period, record.name);
    const bytes = await this.#bytesOf(key, keptFrom !== undefined && record.captured < keptFrom);
    const found = sha256(bytes);
    if (found === record.sha256) return bytes;
    throw new DifferentObjectError(
      {
        expected: `${this.#store.name}/${key} to hold SHA-256 ${record.sha256}, which was captured`,
        got: `SHA-256 ${found}`,
        advice:
          'The raw file was changed. Restore it from a copy: nothing else can be parsed again.',
      },
      { key },
    );
  }

  /** @param hasExpired whether the job keeps it no longer */
  async #bytesOf(key: string, hasExpired: boolean): Promise<Uint8Array> {
    try {
      return await this.#store.read(key);
    } catch (cause) {
      if (!(cause instanceof MissingObjectError)) throw cause;
      const message = {
        expected: `${this.#store.name}/${key}, from which the rows are parsed`,
        got: hasExpired
          ? 'no object: it was older than its job keeps what was captured'
          : 'no object',
        advice: 'Rows that have landed stay; they cannot be parsed again.',
      };
      const Gone = hasExpired ? ExpiredObjectError : MissingObjectError;
      throw new Gone(message, { key }, { cause });
    }
  }
}

/**
 * The day (UTC) on which the snapshot of a period is captured at the earliest.
 *
 * @example
 * firstCaptureDay(parsePeriod('2026-11-20')) // => '2026-11-21'
 */
export function firstCaptureDay(period: TimedPeriod): Day {
  return periodAt('day', periodEnd(period));
}

/** Whether the rows of a job are parsed from what was captured, by itself or by another job. */
export function isParsed({
  grain,
  captures,
  layer,
}: Pick<Job, 'grain' | 'captures' | 'layer'>): boolean {
  return grain === 'file' || captures !== undefined || layer === 'rejects';
}

/**
 * The name of the job whose captures a job is parsed from.
 *
 * @example
 * capturingJob({ name: 'vendas-rejects', layer: 'rejects' }) // => 'vendas'
 */
export function capturingJob({ name, layer }: Pick<Job, 'name' | 'layer'>): string {
  return layer === 'rejects' ? name.slice(0, -REJECTS_SUFFIX.length) : name;
}
