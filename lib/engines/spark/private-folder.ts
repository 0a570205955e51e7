import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Lends a new folder that only its owner can read. It is removed in any case: after a failure, and also
 * when the process exits at once.
 *
 * @param base absolute path of the folder for temporary files
 */
export async function withPrivateFolder<Result>(
  base: string,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  // Its mode is 700.
  const folder = await mkdtemp(join(base, 'hourlake-spark-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await use(folder);
  } finally {
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  }
}
