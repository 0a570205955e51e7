import { CaptureError } from '../../errors.ts';

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

function inMebibytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2);
}
