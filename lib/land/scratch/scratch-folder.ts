import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Host, nodeHost } from '../../stores/host.ts';

/** Process id and UUID. Nothing else in the temporary folder is ever touched. */
const NAME = /^hourlake-scratch-(\d+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A path for a new scratch folder, in which one maker of periods has its large files. The folder is
 * created with the first file. Its name carries the process id, by which `sweepScratch` recognizes
 * what a killed process left behind.
 *
 * @param base absolute path of the folder for temporary files of this machine
 * @example
 * newScratchFolder('temporary').startsWith('temporary/hourlake-scratch-') // => true
 */
export function newScratchFolder(base: string, host: Host = nodeHost): string {
  return join(base, `hourlake-scratch-${host.processId}-${host.uniqueName()}`);
}

/**
 * Removes the scratch folders of processes that are gone, and returns how many there were. It
 * belongs before the first maker of a process: a folder with the id of this process is then that of
 * an earlier one, since a container begins with the same id each time.
 *
 * What cannot be removed is left, because nothing needs it to be gone. A process of another machine
 * or container that shares the folder looks dead. It finds its file missing, and makes it again.
 *
 * @param base absolute path of the folder for temporary files of this machine
 */
export async function sweepScratch(base: string, host: Host = nodeHost): Promise<number> {
  const entries = await readdir(base).catch(() => []);
  const removed = await Promise.all(
    entries.map(async (entry) => {
      const owner = Number(NAME.exec(entry)?.[1] ?? Number.NaN);
      const isLeft = owner === host.processId || !(Number.isNaN(owner) || host.isRunning(owner));
      return isLeft && (await removeOwn(join(base, entry)));
    }),
  );
  return removed.filter(Boolean).length;
}

/** Removes a scratch folder with all that is in it. What cannot be removed is left to `sweepScratch`. */
export async function removeScratch(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

/** Others may put links and folders into the temporary folder: only a folder of this user is removed. */
async function removeOwn(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    // Windows has no numbers of users, and gives each user a folder for temporary files.
    const user = process.getuid?.() ?? found.uid;
    if (!found.isDirectory() || found.uid !== user) return false;
    await rm(folder, { recursive: true });
    return true;
  } catch {
    return false;
  }
}
