import { CaptureError } from '../../errors.ts';
import { completeness } from '../../sheets/file-content.ts';

/** A file is read into memory as a whole. In bytes. */
export const LARGEST_FILE = 256 * 1024 ** 2;

/**
 * Why a dropped file is not even read.
 *
 * @param size in bytes
 * @example
 * tooLarge({ size: 1000 }) // => undefined
 */
export function tooLarge({ size }: { readonly size: number }): CaptureError | undefined {
  if (size <= LARGEST_FILE) return undefined;
  return new CaptureError({
    expected: `a file of at most ${inMebibytes(LARGEST_FILE)} MiB`,
    got: `${inMebibytes(size)} MiB`,
    advice: 'Split it into several files, each with its header, and drop these.',
  });
}

/**
 * Whether a dropped file is complete: a workbook says so itself, of CSV nothing is known.
 *
 * @example
 * isComplete('a.csv', Buffer.from('ID;MARCA\n')) // => 'unknown'
 */
export function isComplete(_name: string, bytes: Uint8Array): 'whole' | 'partial' | 'unknown' {
  const found = completeness(bytes);
  return found === 'unfinished' ? 'partial' : found;
}

function inMebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
