import { StoreError } from '../errors.ts';
import { type CapturedFile, type Day, periodOfGrain } from '../model/period.ts';

/**
 * What is written down of a capture before its bytes are stored. The first capture of some bytes decides
 * their name: two runs that find the same bytes under two names agree on one.
 */
export interface CaptureRecord {
  readonly job: string;
  /** Name of the file when it was first captured: `base_2019.xlsx`. */
  readonly name: string;
  /** SHA-256 of all its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
  /** Number of its bytes. */
  readonly bytes: number;
  /** The day (UTC) of the capture, from which the time is counted that it is kept. No row depends on it. */
  readonly captured: Day;
}

/** Raised when a record says something that earlier versions would misread. */
const FORMAT = 1;

/** A record is a few hundred bytes; what is larger is something else. */
export const LARGEST_RECORD = 64 * 1024;

const SHA_256 = /^[0-9a-f]{64}$/;

/**
 * The period that a captured file is: the first twelve digits of its SHA-256.
 *
 * @param sha256 in lower-case hexadecimal
 * @example
 * capturedFile('3f9a0c51d2e7aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') // => '3f9a0c51d2e7'
 */
export function capturedFile(sha256: string): CapturedFile {
  // Twelve hexadecimal digits name a captured file.
  return sha256.slice(0, 12) as CapturedFile;
}

/** The bytes of a record: JSON in UTF-8, always in the same order. */
export function captureRecordBytes(record: CaptureRecord): Uint8Array {
  const { job, name, sha256, bytes, captured } = record;
  const ordered = { format: FORMAT, job, name, sha256, bytes, captured };
  return new TextEncoder().encode(`${JSON.stringify(ordered, null, 2)}\n`);
}

/**
 * Reads a record.
 *
 * @param place of the record, for the error: `./lake/_lake/captures/vendas/3f9a0c51d2e7.json`
 * @throws StoreError when the bytes are no record that this version can read.
 */
export function parseCaptureRecord(
  bytes: Uint8Array,
  { place, key }: { readonly place: string; readonly key: string },
): CaptureRecord {
  const record = recordIn(bytes);
  if (record !== undefined) return record;
  throw new StoreError(
    {
      expected: `${place} to be the record of a capture`,
      got: `${bytes.length} bytes of something else`,
      advice:
        'Restore the file, or delete it and drop the captured file in the inbox again: its bytes are in the folder backup.',
    },
    { key },
  );
}

function recordIn(bytes: Uint8Array): CaptureRecord | undefined {
  const { format, job, name, sha256, bytes: size, captured } = fieldsIn(bytes);
  if (format !== FORMAT || typeof job !== 'string' || typeof name !== 'string') return undefined;
  if (typeof sha256 !== 'string' || !SHA_256.test(sha256)) return undefined;
  if (typeof size !== 'number' || !Number.isSafeInteger(size)) return undefined;
  if (typeof captured !== 'string' || periodOfGrain('day', captured) === undefined)
    return undefined;
  // The text is a day.
  return { job, name, sha256, bytes: size, captured: captured as Day };
}

function fieldsIn(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    // Says the same as JSON that is no object.
    return {};
  }
}
