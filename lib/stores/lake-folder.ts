import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { ByteRange } from '../lake/object.ts';
import {
  type FileFacts,
  type FileSystem,
  type FolderEntry,
  type OpenFile,
  READ,
} from './file-system.ts';
import { flushFolder } from './flush-folder.ts';
import { type Action, errorCode, folderError, inTheWay, linkError } from './folder-errors.ts';
import type { OpenFiles } from './open-files.ts';

/** Error codes of `rmdir` for a folder that has entries. */
const NOT_EMPTY = new Set(['ENOTEMPTY', 'EEXIST']);

/** Files are digested in pieces of this size. */
const PIECE_BYTES = 1024 * 1024;

/** What a {@link LakeFolder} is made of. */
export interface LakeFolderOptions {
  /** The folder as the user named it, for messages. */
  readonly name: string;
  readonly fileSystem: FileSystem;
  readonly openFiles: OpenFiles;
}

/**
 * The files and folders of a lake, by key. Symbolic links inside the lake are not followed, because
 * they may lead out of it, and only plain files are read.
 */
export class LakeFolder {
  readonly #root: string;
  readonly #name: string;
  readonly #fileSystem: FileSystem;
  readonly #openFiles: OpenFiles;

  /** @param root absolute path */
  constructor(root: string, { name, fileSystem, openFiles }: LakeFolderOptions) {
    this.#root = root;
    this.#name = name;
    this.#fileSystem = fileSystem;
    this.#openFiles = openFiles;
  }

  /** Absolute path of a key, or of a folder of the lake. */
  pathOf(key: string): string {
    return join(this.#root, key);
  }

  /**
   * Entries of a folder, in order of their names; none when the folder does not exist.
   *
   * Synchronous, because each period has a folder of its own with one file in it, and the way through
   * Node's thread pool costs several times what reading such a folder does: listing 87,600 of them
   * takes a third of the time in this thread.
   */
  entriesOf(folder: string): FolderEntry[] {
    try {
      const entries = this.#fileSystem.readdirSync(this.pathOf(folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw folderError('list', this.#name, folder, error);
    }
  }

  /**
   * Checks that every part of a folder's path that exists is a folder itself.
   *
   * @param key that the error names
   */
  checkFolders(action: Action, key: string, folder: string): void {
    const parts = folder === '' ? [] : folder.split('/');
    try {
      for (const last of parts.keys()) {
        const path = parts.slice(0, last + 1).join('/');
        const found = this.#fileSystem.lstatSync(this.pathOf(path), { throwIfNoEntry: false });
        if (found === undefined) return;
        if (found.isDirectory()) continue;
        throw inTheWay(this.#name, key, { path, found, wanted: 'a folder' });
      }
    } catch (error) {
      throw folderError(action, this.#name, key, error);
    }
  }

  /**
   * Makes a folder, with the folders above it.
   *
   * @param key that the error names
   */
  async makeFolder(key: string, folder: string): Promise<void> {
    this.checkFolders('write', key, folder);
    await this.#makePath(this.pathOf(folder));
  }

  /** Facts about the plain file under a key. */
  async factsOf(key: string): Promise<FileFacts> {
    const found = await this.#fileSystem.lstat(this.pathOf(key));
    if (!found.isFile()) throw inTheWay(this.#name, key, { path: key, found, wanted: 'a file' });
    return found;
  }

  /** The bytes of a file, or a range of them. */
  async read(key: string, range?: ByteRange): Promise<Uint8Array> {
    if (range !== undefined) {
      const buffer = Buffer.alloc(range.length);
      return this.#withFile(key, (file) => readUpTo(file, buffer, range.offset));
    }
    const options = { flag: READ } as const;
    return this.#openFiles.use(() => this.#fileSystem.readFile(this.pathOf(key), options));
  }

  /** SHA-256 of a file, in lower-case hexadecimal, read in pieces. */
  async sha256Of(key: string): Promise<string> {
    return this.#withFile(key, async (file) => {
      const hash = createHash('sha256');
      const buffer = Buffer.alloc(PIECE_BYTES);
      for (let position = 0; ; position += buffer.length) {
        const piece = await readUpTo(file, buffer, position);
        hash.update(piece);
        if (piece.length < buffer.length) return hash.digest('hex');
      }
    });
  }

  /** Gives a file the name of a key by a hard link, and returns whether the key was free. */
  async linkIfFree(file: string, key: string): Promise<boolean> {
    try {
      await this.#fileSystem.link(file, this.pathOf(key));
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw linkError(this.#name, key, error);
    }
  }

  /** Gives a file the name of a key, which is taken. */
  async renameOver(file: string, key: string): Promise<void> {
    await this.#fileSystem.rename(file, this.pathOf(key));
  }

  /** Removes the plain file under a key, and returns whether this call did. */
  async remove(key: string): Promise<boolean> {
    try {
      await this.factsOf(key);
      await this.#fileSystem.unlink(this.pathOf(key));
      return true;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /**
   * Removes a folder and those above it, up to the first one that has entries. A process that is killed
   * here leaves an empty folder, which no listing shows.
   */
  async removeEmpty(folder: string): Promise<void> {
    for (let path = folder; path !== ''; path = folderOf(path)) {
      try {
        await this.#fileSystem.rmdir(this.pathOf(path));
      } catch (error) {
        const code = errorCode(error) ?? '';
        if (NOT_EMPTY.has(code)) return;
        // Another process removed it, and may have been killed before it came to those above.
        if (code !== 'ENOENT') throw error;
      }
    }
  }

  /** Flushes the entries of the folders of a key to the disk, from the folder of the file up to the lake's own. */
  async persist(key: string): Promise<void> {
    for (let folder = folderOf(key); ; folder = folderOf(folder)) {
      await this.#flush(this.pathOf(folder));
      if (folder === '') break;
    }
    await this.#flush(dirname(this.#root));
  }

  #flush(path: string): Promise<void> {
    return this.#openFiles.use(() => flushFolder(this.#fileSystem, path));
  }

  async #withFile<Result>(key: string, use: (file: OpenFile) => Promise<Result>): Promise<Result> {
    return this.#openFiles.use(async () => {
      const file = await this.#fileSystem.open(this.pathOf(key), READ);
      try {
        return await use(file);
      } finally {
        await file.close();
      }
    });
  }

  /**
   * Node reports ENOENT for whatever keeps it from making folders within folders, such as a read-only
   * disk. Making them one by one gives the real reason. https://github.com/nodejs/node/issues/47098
   */
  async #makePath(folder: string): Promise<void> {
    try {
      await this.#fileSystem.mkdir(folder, { recursive: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || folder === dirname(folder)) throw error;
      await this.#makePath(dirname(folder));
      await this.#fileSystem.mkdir(folder).catch((made: unknown) => {
        if (errorCode(made) !== 'EEXIST') throw made;
      });
    }
  }
}

/**
 * The folder of a key; `''` for the lake itself.
 *
 * @example
 * folderOf('a/b/c') // => 'a/b'
 */
export function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

/** Fills a buffer from a position of a file on, as far as the file goes. */
async function readUpTo(file: OpenFile, buffer: Buffer, position: number): Promise<Uint8Array> {
  let length = 0;
  while (length < buffer.length) {
    const left = buffer.length - length;
    const { bytesRead } = await file.read(buffer, length, left, position + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
