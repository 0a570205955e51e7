import { randomUUID } from 'node:crypto';
import { type Dirent, readdirSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DifferentObjectError } from '../errors.ts';
import { sha256 } from '../lake/sha256.ts';
import { errorCode, folderError } from './folder-errors.ts';
import type { ByteRange, NewObject, Store } from './store.ts';

/** The calls to the file system that the store makes; a test puts failing ones in their place. */
export const nodeFileSystem = {
  link,
  mkdir,
  open,
  readdir,
  readdirSync,
  readFile,
  rename,
  rm,
  stat,
};

/** What {@link nodeFileSystem} has. */
export type FileSystem = typeof nodeFileSystem;

/** How a folder store is opened. */
export interface FolderStoreOptions {
  /** How messages name the folder. Default: its path. */
  readonly name?: string;
  /** Default: the one of Node. */
  readonly fileSystem?: FileSystem;
}

/** Objects are written here first. The folder is beside the keys, so that a link can reach them. */
const LANDING = '.landing';

/** Process id and UUID: other files in that folder are not ours to remove. */
const TEMPORARY = /^(\d+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An hour: no object takes so long to be written. */
const LONG_MS = 3_600_000;

/** After so many folders a listing lets others have their turn: Ctrl-C too. Milliseconds of work. */
const FOLDERS_A_TURN = 200;

/** A writer whose half-written object was swept away by another process starts over this often. */
const ATTEMPTS = 5;

/**
 * A store in a folder, which is made when the first object lands.
 *
 * An object is written to a file of its own in `.landing`, flushed to the disk, and only then
 * linked to its key. The link is atomic and fails when the key is taken, so a key never shows part
 * of an object, and the first of two writers wins. What replaces an object is renamed to its key. A killed writer leaves a file in `.landing`
 * that carries its process id, by which the next run knows it for a leftover.
 *
 * @param path absolute path of the folder
 */
export function folderStore(
  path: string,
  { name = path, fileSystem = nodeFileSystem }: FolderStoreOptions = {},
): Store {
  const root = resolve(path);
  const landing = join(root, LANDING);
  const beingWritten = new Set<string>();

  async function* list(prefix: string): AsyncGenerator<string> {
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
      if (read % FOLDERS_A_TURN === 0) await nextTurn();
    }
  }

  /**
   * Every hour has a folder of its own with one file in it, and the way through Node's threads and
   * back costs several times what reading such a folder does: 87,600 of them take a third of the
   * time when they are read in this thread.
   */
  function entriesOf(folder: string): Dirent[] {
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
      return (await fileSystem.stat(join(root, key))).size;
    } catch (error) {
      throw folderError('read', name, key, error);
    }
  }

  async function read(key: string, range?: ByteRange): Promise<Uint8Array> {
    try {
      return range === undefined
        ? await fileSystem.readFile(join(root, key))
        : await readRange(join(root, key), range);
    } catch (error) {
      throw folderError('read', name, key, error);
    }
  }

  async function readRange(file: string, { offset, length }: ByteRange): Promise<Uint8Array> {
    const handle = await fileSystem.open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
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
    const file = join(root, key);
    const temporary = join(landing, temporaryName());
    beingWritten.add(temporary);
    try {
      await fileSystem.mkdir(landing, { recursive: true });
      await fileSystem.mkdir(dirname(file), { recursive: true });
      await writeFlushed(temporary, bytes);
      await fileSystem.link(temporary, file);
      return true;
    } catch (error) {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await fileSystem.rm(temporary, { force: true }).catch(() => {});
      beingWritten.delete(temporary);
    }
  }

  async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
    const handle = await fileSystem.open(file, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async function compare(key: string, object: NewObject): Promise<'identical'> {
    const there = sha256(await fileSystem.readFile(join(root, key)));
    if (there === object.sha256) return 'identical';
    throw new DifferentObjectError(
      {
        expected: `${name}/${key} to be free or to hold SHA-256 ${object.sha256}`,
        got: `SHA-256 ${there}`,
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
    const file = join(root, key);
    const temporary = join(landing, temporaryName());
    beingWritten.add(temporary);
    try {
      await fileSystem.mkdir(landing, { recursive: true });
      await writeFlushed(temporary, object.bytes);
      const there = sha256(await fileSystem.readFile(file));
      if (there === object.sha256) return 'identical';
      if (there !== expected) throw changedMeanwhile(key, expected, there);
      await fileSystem.rename(temporary, file);
      return 'replaced';
    } catch (error) {
      throw folderError('write', name, key, error);
    } finally {
      await fileSystem.rm(temporary, { force: true }).catch(() => {});
      beingWritten.delete(temporary);
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

  /** A file of a process that runs counts as being written, whoever has the process id now. */
  async function leftovers(): Promise<number> {
    try {
      const names = await fileSystem.readdir(landing);
      return names.filter((entry) => {
        const owner = Number(TEMPORARY.exec(entry)?.[1] ?? Number.NaN);
        if (Number.isNaN(owner) || beingWritten.has(join(landing, entry))) return false;
        return owner === process.pid || !isRunning(owner);
      }).length;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('list', name, LANDING, error);
    }
  }

  async function sweep(): Promise<number> {
    try {
      const names = await fileSystem.readdir(landing);
      const left = await Promise.all(names.map((entry) => isLeftover(join(landing, entry), entry)));
      const leftovers = names.filter((_, position) => left[position]);
      await Promise.all(
        leftovers.map((entry) => fileSystem.rm(join(landing, entry), { force: true })),
      );
      return leftovers.length;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return 0;
      throw folderError('write', name, LANDING, error);
    }
  }

  async function isLeftover(file: string, entry: string): Promise<boolean> {
    const owner = TEMPORARY.exec(entry)?.[1];
    if (owner === undefined || beingWritten.has(file)) return false;
    if (Number(owner) === process.pid || !isRunning(Number(owner))) return true;
    // The id may have passed to another process since: what nobody has written to for long is left.
    const [{ mtimeMs: written }, { mtimeMs: now }] = [await fileSystem.stat(file), await touched()];
    return now - written > LONG_MS;
  }

  /** A file of this moment, by the clock of the file system itself. */
  async function touched() {
    const probe = join(landing, temporaryName());
    beingWritten.add(probe);
    try {
      await (await fileSystem.open(probe, 'wx')).close();
      return await fileSystem.stat(probe);
    } finally {
      await fileSystem.rm(probe, { force: true });
      beingWritten.delete(probe);
    }
  }

  return { name, list, size, read, putIfAbsent, replace, leftovers, sweep };
}

/** Random only so that no two writers share a file: no byte of an object depends on it. */
function temporaryName(): string {
  return `${process.pid}-${randomUUID()}`;
}

/**
 * On this machine: a process of another machine that shares the folder looks dead. Its writer then
 * finds its file gone, and starts over.
 */
function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
