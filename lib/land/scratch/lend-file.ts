import { lstat } from 'node:fs/promises';
import type { PeriodFile } from '../threads/period-maker.ts';
import { scratchFileLost } from './scratch-error.ts';
import { removeFile } from './scratch-file.ts';

/**
 * Lends a file to `use`, and removes it from the disk afterwards. Nothing else may use the file.
 *
 * @returns what `use` returns.
 * @throws what `use` throws; or OutputError, which is retryable, when it failed and the file on the
 *   disk is no longer there.
 */
export async function lendFile<Result>(
  file: PeriodFile,
  use: (file: PeriodFile) => Promise<Result>,
): Promise<Result> {
  if (file.body instanceof Uint8Array) return use(file);
  const { path } = file.body;
  try {
    return await use(file);
  } catch (error) {
    throw (await isThere(path)) ? error : scratchFileLost(path, error);
  } finally {
    await removeFile(path);
  }
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
