import { readdirSync } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DifferentObjectError } from '../errors.ts';
import { sha256 } from '../lake/sha256.ts';
import { errorCode, folderError } from './folder-errors.ts';
import { type Host, nodeHost } from './host.ts';
import type { ByteRange, NewObject, Store } from './store.ts';

/** The calls to the file system that the store makes, in the words of Node. */
export const nodeFileSystem = { link, mkdir, open, readdir, readdirSync, readFile, rm, stat };

/** What {@link nodeFileSystem} has, as far as the store uses it. A test puts failing calls in its place. */
export interface FileSystem {
  link(from: string, to: string): Promise<void>;
  mkdir(path: string, options?: { readonly recursive: true }): Promise<unknown>;
  open(path: string, flags: 'r' | 'wx'): Promise<OpenFile>;
  readdir(path: string): Promise<string[]>;
  readdirSync(path: string, options: { readonly withFileTypes: true }): FolderEntry[];
  readFile(path: string): Promise<Uint8Array>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
  stat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }>;
}

/** A file that is open for reading, or was made to be written. */
export interface OpenFile {
  read(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  writeFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a folder says of one thing in it. */
export interface FolderEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
}

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

/** Process id and UUID: other files in that folder are not ours to remove. */
const TEMPORARY = /^(\d+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An hour: no object takes so long to be written. */
const LONG_MS = 3_600_000;

/** After so many folders a listing lets others have their turn. Milliseconds of work. */
const FOLDERS_A_TURN = 200;

/** A writer whose half-written object was swept away by another process starts over this often. */
const ATTEMPTS = 5;

/**
 * A store in a folder, which is made when the first object lands.
 *
 * An object is written to a file of its own in `.landing`, flushed to the disk, and only then
 * linked to its key. The link is atomic and fails when the key is taken, so a key never shows part
 * of an object, and the first of two writers wins. A killed writer leaves a file in `.landing`
 * that carries its process id, by which the next run knows it for a leftover.
 *
 * @param path absolute path of the folder
 */
export function folderStore(
  path: string,
  { name = path, fileSystem = nodeFileSystem, host = nodeHost }: FolderStoreOptions = {},
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
    const file = join(root, key);
    const temporary = join(landing, temporaryName());
    beingWritten.add(temporary);
    try {
      await makeFolder(landing);
      await makeFolder(dirname(file));
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

  /**
   * Node gives ENOENT for whatever keeps it from making folders in folders, such as a read-only
   * disk: the first one that cannot be made says why. https://github.com/nodejs/node/issues/47098
   */
  async function makeFolder(folder: string): Promise<void> {
    try {
      await fileSystem.mkdir(folder, { recursive: true });
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || folder === dirname(folder)) throw error;
      await makeFolder(dirname(folder));
      await fileSystem.mkdir(folder);
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
    if (Number(owner) === host.processId || !host.isRunning(Number(owner))) return true;
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

  function temporaryName(): string {
    return `${host.processId}-${host.uniqueName()}`;
  }

  return { name, list, size, read, putIfAbsent, sweep };
}
