import { dirname, join, resolve } from 'node:path';
import { DifferentObjectError } from '../errors.ts';
import type { ByteRange, NewObject } from '../lake/object.ts';
import { sha256 } from '../lake/sha256.ts';
import {
  type FileFacts,
  type FileSystem,
  type FolderEntry,
  nodeFileSystem,
  READ,
} from './file-system.ts';
import { type Action, errorCode, folderError, inTheWay } from './folder-errors.ts';
import { type Host, nodeHost } from './host.ts';
import { landingArea } from './landing-area.ts';
import type { Store } from './store.ts';

/** How a folder store is opened. */
export interface FolderStoreOptions {
  /** How messages name the folder. Default: its path. */
  readonly name?: string;
  /** Default: the one of Node. */
  readonly fileSystem?: FileSystem;
  /** Default: the machine and the process that this is. */
  readonly host?: Host;
}

/** Objects are written here first. The folder is beside the keys, so that a link can reach them. */
const LANDING = '.landing';

/** After so many folders a listing lets others have their turn. Milliseconds of work. */
const FOLDERS_A_TURN = 200;

/** A writer whose half-written object was swept away by another process starts over this often. */
const ATTEMPTS = 5;

/**
 * A store in a folder, which is made when the first object lands.
 *
 * An object is written to a file of its own in `.landing`, flushed to the disk, and only then
 * linked to its key. The link is atomic and fails when the key is taken, so a key never shows part
 * of an object, and the first of two writers wins. What replaces an object is renamed to its key. A
 * killed writer leaves a file in `.landing` that carries its process id, by which the next run knows
 * it for a leftover.
 *
 * The lake is what lies in the folder itself: a symbolic link below it is not followed, wherever it
 * leads, and nothing but a plain file is read. The folder may be a link: its user's own choice.
 *
 * @param path absolute path of the folder
 */
export function folderStore(
  path: string,
  { name = path, fileSystem = nodeFileSystem, host = nodeHost }: FolderStoreOptions = {},
): Store {
  const root = resolve(path);
  const area = landingArea(join(root, LANDING), fileSystem, host);

  async function* list(prefix: string): AsyncGenerator<string> {
    checkFolders('list', prefix, prefix);
    const folders = [prefix];
    for (let read = 1; ; read += 1) {
      const folder = folders.pop();
      if (folder === undefined) return;
      const inside: string[] = [];
      for (const entry of entriesOf(folder)) {
        const key = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && key !== LANDING) inside.push(key);
        if (entry.isFile()) yield key;
      }
      for (const below of inside.reverse()) folders.push(below);
      if (read % FOLDERS_A_TURN === 0) await host.nextTurn();
    }
  }

  /**
   * Every hour has a folder of its own with one file in it, and the way through Node's threads and
   * back costs several times what reading such a folder does: 87,600 of them take a third of the
   * time when they are read in this thread.
   */
  function entriesOf(folder: string): FolderEntry[] {
    try {
      const entries = fileSystem.readdirSync(join(root, folder), { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw folderError('list', name, folder, error);
    }
  }

  async function size(key: string): Promise<number> {
    try {
      return (await statOfFile(key)).size;
    } catch (error) {
      throw folderError('read', name, key, error);
    }
  }

  async function read(key: string, range?: ByteRange): Promise<Uint8Array> {
    try {
      return range === undefined
        ? await fileSystem.readFile(join(root, key), { flag: READ })
        : await readRange(join(root, key), range);
    } catch (error) {
      throw folderError('read', name, key, error);
    }
  }

  async function readRange(file: string, { offset, length }: ByteRange): Promise<Uint8Array> {
    const handle = await fileSystem.open(file, READ);
    try {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async function putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical'> {
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await land(key, object.bytes)) ? 'created' : await compare(key, object);
        } catch (error) {
          if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
        }
      }
    } catch (error) {
      throw folderError('write', name, key, error);
    }
  }

  /** Gives whether the key was free. */
  async function land(key: string, bytes: Uint8Array): Promise<boolean> {
    await makeFolder(key, LANDING);
    await makeFolder(key, folderOf(key));
    return area.withFile(bytes, (file) => linkIfFree(file, join(root, key)));
  }

  async function makeFolder(key: string, folder: string): Promise<void> {
    checkFolders('write', key, folder);
    await makePath(join(root, folder));
  }

  /**
   * Node gives ENOENT for whatever keeps it from making folders in folders, such as a read-only
   * disk: the first one that cannot be made says why. https://github.com/nodejs/node/issues/47098
   */
  async function makePath(folder: string): Promise<void> {
    try {
      await fileSystem.mkdir(folder, { recursive: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || folder === dirname(folder)) throw error;
      await makePath(dirname(folder));
      await fileSystem.mkdir(folder).catch((made: unknown) => {
        if (errorCode(made) !== 'EEXIST') throw made;
      });
    }
  }

  async function linkIfFree(temporary: string, file: string): Promise<boolean> {
    try {
      await fileSystem.link(temporary, file);
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    }
  }

  /**
   * Makes sure that every folder on the way to a key is one, as far as they are there: a link in the
   * place of one of them may lead out of the lake.
   */
  function checkFolders(action: Action, key: string, folder: string): void {
    const parts = folder === '' ? [] : folder.split('/');
    try {
      for (const last of parts.keys()) {
        const path = parts.slice(0, last + 1).join('/');
        const found = fileSystem.lstatSync(join(root, path), { throwIfNoEntry: false });
        if (found === undefined) return;
        if (!found.isDirectory()) throw inTheWay(name, key, { path, found, wanted: 'a folder' });
      }
    } catch (error) {
      throw folderError(action, name, key, error);
    }
  }

  async function statOfFile(key: string): Promise<FileFacts> {
    const found = await fileSystem.lstat(join(root, key));
    if (!found.isFile()) throw inTheWay(name, key, { path: key, found, wanted: 'a file' });
    return found;
  }

  async function compare(key: string, object: NewObject): Promise<'identical'> {
    const { size } = await statOfFile(key);
    const there =
      size === object.bytes.length
        ? `SHA-256 ${sha256(await fileSystem.readFile(join(root, key), { flag: READ }))}`
        : `${size} bytes`;
    if (there === `SHA-256 ${object.sha256}`) return 'identical';
    throw new DifferentObjectError(
      {
        expected: `${name}/${key} to be free or to hold SHA-256 ${object.sha256}`,
        got: there,
        advice:
          'Nothing was overwritten. Use the seed and the settings the lake was filled with, or move the file away.',
      },
      { key },
    );
  }

  /**
   * The new object is whole and on the disk before it takes the name of the other one. Nothing of
   * ours changes a key between the last look at it and the renaming; another program might.
   */
  async function replace(
    key: string,
    object: NewObject,
    expected: string,
  ): Promise<'replaced' | 'identical'> {
    try {
      checkFolders('write', key, folderOf(key));
      await makeFolder(key, LANDING);
      return await area.withFile(object.bytes, async (file) => {
        await statOfFile(key);
        const there = sha256(await fileSystem.readFile(join(root, key), { flag: READ }));
        if (there === object.sha256) return 'identical';
        if (there !== expected) throw changedMeanwhile(key, expected, there);
        await fileSystem.rename(file, join(root, key));
        return 'replaced';
      });
    } catch (error) {
      throw folderError('write', name, key, error);
    }
  }

  function changedMeanwhile(key: string, expected: string, there: string): DifferentObjectError {
    return new DifferentObjectError(
      {
        expected: `${name}/${key} to hold SHA-256 ${expected}, as it did when it was looked at`,
        got: `SHA-256 ${there}`,
        advice:
          'Nothing was overwritten. Look for what else writes to the lake, and run the same command again.',
      },
      { key },
    );
  }

  async function leftovers(): Promise<number> {
    try {
      checkFolders('list', LANDING, LANDING);
      return await area.leftovers();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('list', name, LANDING, error);
    }
  }

  async function sweep(): Promise<number> {
    try {
      checkFolders('write', LANDING, LANDING);
      return await area.sweep();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('write', name, LANDING, error);
    }
  }

  return { name, list, size, read, putIfAbsent, replace, leftovers, sweep };
}

/** The folder that a key lies in; `''` is the lake itself. */
function folderOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}
