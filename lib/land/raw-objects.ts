import { DifferentObjectError, MissingObjectError } from '../errors.ts';
import { type CaptureRecord, LARGEST_RECORD, parseCaptureRecord } from '../lake/capture-record.ts';
import { BACKUP, capturedFilesOf, captureKey, FORGOTTEN, rawKey } from '../lake/raw-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { type Job, REJECTS_SUFFIX } from '../model/job.ts';
import type { CapturedFile } from '../model/period.ts';
import type { InputObject } from '../model/source.ts';
import type { Store } from '../stores/store.ts';

/** What was captured into a lake, as it came. */
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
   * The bytes of a capture, or of its record.
   *
   * @throws MissingObjectError when it is not there any more; DifferentObjectError when it was changed.
   */
  async read(part: 'raw' | 'record', { job, period }: InputObject): Promise<Uint8Array> {
    const key = captureKey(job, period);
    const stored = await this.#store.read(key, { offset: 0, length: LARGEST_RECORD });
    if (part === 'record') return stored;
    const record = parseCaptureRecord(stored, { place: `${this.#store.name}/${key}`, key });
    return this.#raw(record, { job, period });
  }

  async #raw(record: CaptureRecord, { job, period }: InputObject): Promise<Uint8Array> {
    const key = rawKey(job, period, record.name);
    const bytes = await this.#store.read(key).catch((error: unknown) => {
      throw error instanceof MissingObjectError ? this.#isGone(key, error) : error;
    });
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

  #isGone(key: string, cause: MissingObjectError): MissingObjectError {
    return new MissingObjectError(
      {
        expected: `${this.#store.name}/${key}, from which the rows are parsed`,
        got: 'no object',
        advice:
          'It was removed, or was older than its job keeps raw files. Rows that have landed stay; they cannot be parsed again.',
      },
      { key },
      { cause },
    );
  }
}

/**
 * The name of the job whose captures a job of grain `file` is made from.
 *
 * @example
 * capturingJob({ name: 'vendas-rejects', layer: 'rejects' }) // => 'vendas'
 */
export function capturingJob({ name, layer }: Pick<Job, 'name' | 'layer'>): string {
  return layer === 'rejects' ? name.slice(0, -REJECTS_SUFFIX.length) : name;
}
