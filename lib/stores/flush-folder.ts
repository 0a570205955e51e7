import { type FileSystem, READ } from './file-system.ts';
import { errorCode } from './folder-errors.ts';

/** Error codes of systems that do not flush folders. Windows opens none, and flushes their entries itself. */
const UNFLUSHED = new Set(['EISDIR', 'EPERM', 'EINVAL', 'EACCES']);

/**
 * Flushes the names in a folder to the disk, where the system does that.
 *
 * @param path absolute. A symbolic link is followed.
 */
export async function flushFolder(
  fileSystem: Pick<FileSystem, 'open'>,
  path: string,
): Promise<void> {
  try {
    // With a slash behind it, a link counts as the folder that it leads to.
    const folder = await fileSystem.open(`${path}/`, READ);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!UNFLUSHED.has(errorCode(error) ?? '')) throw error;
  }
}
