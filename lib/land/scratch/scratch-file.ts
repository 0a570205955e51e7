import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../stores/folder-errors.ts';
import { nodeHost } from '../../stores/host.ts';
import { scratchError } from './scratch-error.ts';

/** A new file of this process in a scratch folder. */
export class ScratchFile {
  /** Absolute path. */
  readonly path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /**
   * Creates a file, and its folder, which only this user may enter.
   *
   * @param folder absolute path
   * @throws OutputError when it cannot be created.
   */
  static async create(folder: string): Promise<ScratchFile> {
    const path = join(folder, nodeHost.uniqueName());
    return failing(path, async () => {
      await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error;
      });
      return new ScratchFile(path, await open(path, 'wx', 0o600));
    });
  }

  /** @throws OutputError when the bytes cannot be written. */
  append(bytes: Uint8Array): Promise<void> {
    return failing(this.path, () => this.#handle.appendFile(bytes));
  }

  /** Ends the writing: the file can be read by its path from now on. Some disks are full only here. */
  close(): Promise<void> {
    return failing(this.path, () => this.#handle.close());
  }

  /** Removes the file, whether or not it was closed. */
  async remove(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await removeFile(this.path);
  }
}

/** Removes a scratch file. What cannot be removed goes with its folder. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}

async function failing<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw scratchError(path, error);
  }
}
