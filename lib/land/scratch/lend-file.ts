import type { PeriodFile } from '../threads/period-maker.ts';
import { removeFile } from './scratch-file.ts';

/**
 * Lends a file that was made for nobody else to `use`, and removes what of it is on the disk.
 *
 * @returns what `use` returns.
 */
export async function lendFile<Result>(
  file: PeriodFile,
  use: (file: PeriodFile) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(file);
  } finally {
    if (!(file.body instanceof Uint8Array)) await removeFile(file.body.path);
  }
}
