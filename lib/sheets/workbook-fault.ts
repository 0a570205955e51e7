import { CaptureError } from '../errors.ts';

/** What to do with most files that cannot be read. */
export const SAVE_AGAIN =
  'Open it in a spreadsheet program, save it as .xlsx without a password, and drop it again.';

/** The error of a workbook that is damaged, or that was made by a program that breaks the format. */
export function brokenWorkbook(got: string, cause?: unknown): CaptureError {
  return new CaptureError(
    { expected: 'a whole workbook', got, advice: SAVE_AGAIN },
    cause === undefined ? {} : { cause },
  );
}
