import { join, resolve } from 'node:path';
import type { ByteRange, NewObject } from '../lake/object.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { changedMeanwhile, errorCode, folderError } from './folder-errors.ts';
import { type Host, nodeHost } from './host.ts';
import { folderOf, LakeFolder } from './lake-folder.ts';
import { LandingArea } from './landing-area.ts';
import { OpenFiles } from './open-files.ts';
import type { Store } from './store.ts';

/** How a folder store is opened. */
export interface FolderStoreOptions {
  /** The folder as messages name it. Default: its path. */
  readonly name?: string;
  /** Default: the file system of this machine. */
  readonly fileSystem?: FileSystem;
  /** Default: this machine and this process. */
  readonly host?: Host;
}

/** Objects are written here first. The folder is inside the lake, so that a hard link can reach its keys. */
const LANDING = '.landing';

/** A listing yields to the event loop after this many folders, which is after milliseconds of work. */
const FOLDERS_A_TURN = 200;

/** A writer whose temporary file is swept away by another process starts over this many times. */
const ATTEMPTS = 5;

/**
 * Opens a store in a folder, which is created when the first object lands.
 *
 * An object is written to a file of its own in `.landing`, flushed to the disk, and only then linked
 * to its key. The link is atomic and fails when the key is taken: a key never shows part of an
 * object, and the first of two writers wins. An object that replaces another one is renamed to its
 * key. A killed writer leaves a file in `.landing` that carries its process id, by which the next run
 * recognizes it as a leftover.
 *
 * Symbolic links inside the folder are not followed, wherever they lead, and only plain files are
 * read. The folder itself may be a symbolic link, since its user chose it.
 *
 * @param path absolute path of the folder
 */
export function folderStore(path: string, options: FolderStoreOptions = {}): Store {
  return new FolderStore(resolve(path), options);
}

class FolderStore implements Store {
  readonly name: string;
  readonly #host: Host;
  readonly #folder: LakeFolder;
  readonly #area: LandingArea;

  constructor(
    root: string,
    { name = root, fileSystem = nodeFileSystem, host = nodeHost }: FolderStoreOptions,
  ) {
    const openFiles = new OpenFiles();
    this.name = name;
    this.#host = host;
    this.#folder = new LakeFolder(root, { name, fileSystem, openFiles });
    this.#area = new LandingArea(join(root, LANDING), { fileSystem, host, openFiles });
  }

  async *list(prefix: string): AsyncGenerator<string> {
    this.#folder.checkFolders('list', prefix, prefix);
    const folders = [prefix];
    for (let read = 1; ; read += 1) {
      const folder = folders.pop();
      if (folder === undefined) return;
      const inside: string[] = [];
      for (const entry of this.#folder.entriesOf(folder)) {
        const key = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && key !== LANDING) inside.push(key);
        if (entry.isFile()) yield key;
      }
      for (const below of inside.reverse()) folders.push(below);
      if (read % FOLDERS_A_TURN === 0) await this.#host.nextTurn();
    }
  }

  async size(key: string): Promise<number> {
    try {
      return (await this.#folder.factsOf(key)).size;
    } catch (error) {
      throw folderError('read', this.name, key, error);
    }
  }

  async read(key: string, range?: ByteRange): Promise<Uint8Array> {
    try {
      return await this.#folder.read(key, range);
    } catch (error) {
      throw folderError('read', this.name, key, error);
    }
  }

  async putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical' | 'taken'> {
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          if (await this.#land(key, object)) return 'created';
          return (await this.#holds(key, object)) ? 'identical' : 'taken';
        } catch (error) {
          if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
        }
      }
    } catch (error) {
      throw folderError('write', this.name, key, error);
    }
  }

  /**
   * The new object is complete and on the disk before it gets the name of the other one. No process
   * of Hourlake changes a key between the last look at it and the renaming; another program might.
   */
  async replace(
    key: string,
    object: NewObject,
    expected: string,
  ): Promise<'replaced' | 'identical'> {
    try {
      this.#folder.checkFolders('write', key, folderOf(key));
      await this.#folder.makeFolder(key, LANDING);
      return await this.#area.withFile(object, async (file) => {
        await this.#folder.factsOf(key);
        const found = await this.#folder.sha256Of(key);
        if (found === object.sha256) return 'identical';
        if (found !== expected) throw changedMeanwhile(this.name, key, { expected, found });
        await this.#folder.renameOver(file, key);
        return 'replaced';
      });
    } catch (error) {
      throw folderError('write', this.name, key, error);
    }
  }

  /** A writer of the same folder at the same time makes it again. */
  async remove(key: string): Promise<boolean> {
    try {
      this.#folder.checkFolders('remove', key, folderOf(key));
      const removed = await this.#folder.remove(key);
      await this.#folder.removeEmpty(folderOf(key));
      return removed;
    } catch (error) {
      throw folderError('remove', this.name, key, error);
    }
  }

  /** A folder keeps no versions. */
  erase(key: string): Promise<boolean> {
    return this.remove(key);
  }

  async persist(key: string): Promise<void> {
    try {
      await this.#folder.persist(key);
    } catch (error) {
      throw folderError('write', this.name, key, error);
    }
  }

  async leftovers(): Promise<number> {
    try {
      this.#folder.checkFolders('list', LANDING, LANDING);
      return await this.#area.leftovers();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('list', this.name, LANDING, error);
    }
  }

  async sweep(): Promise<number> {
    try {
      this.#folder.checkFolders('write', LANDING, LANDING);
      return await this.#area.sweep();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('write', this.name, LANDING, error);
    }
  }

  /** Returns whether the key was free. */
  async #land(key: string, object: NewObject): Promise<boolean> {
    await this.#folder.makeFolder(key, LANDING);
    await this.#folder.makeFolder(key, folderOf(key));
    return this.#area.withFile(object, (file) => this.#folder.linkIfFree(file, key));
  }

  async #holds(key: string, object: NewObject): Promise<boolean> {
    const { size } = await this.#folder.factsOf(key);
    return size === object.size && (await this.#folder.sha256Of(key)) === object.sha256;
  }
}
