import {
  type FileFacts,
  type FileSystem,
  type OpenFile,
  READ,
} from '../../lib/stores/file-system.ts';
import type { Host } from '../../lib/stores/host.ts';
import type { Chance } from '../chance.ts';
import type { CallKind, Fault } from '../faults.ts';
import { type Disk, type DiskFile, type Entry, systemError } from './disk.ts';
import type { Machine } from './machine.ts';
import type { Call, Fate, SimulatedProcess } from './simulated-process.ts';

/** Milliseconds that a call to the file system takes, minimum and maximum. */
const QUICK = [0, 3] as const;

const TURN = [0, 1] as const;

/** Returns the file system for one process. */
export function fileSystemOf(process: SimulatedProcess, machine: Machine, disk: Disk): FileSystem {
  const ask = <Answer>(
    kind: CallKind,
    about: string,
    carryOut: () => Answer,
    more: Partial<Call<Answer>> = {},
  ) =>
    process.ask({
      kind,
      about,
      carryOut,
      fateOf: (fault) => fateOf<Answer>(fault, kind, about),
      takes: QUICK,
      ...more,
    });

  function handleOf(file: DiskFile, path: string): OpenFile {
    return {
      read: (buffer, offset, length, position) =>
        ask('readFile', path, () => {
          const bytes = file.bytes.subarray(position, position + length);
          buffer.set(bytes, offset);
          return { bytesRead: bytes.length };
        }),
      appendFile: (bytes) => {
        const append = (length: number) => () =>
          disk.write(file, Buffer.concat([file.bytes, bytes.subarray(0, length)]), machine.name);
        const half = append(bytes.length >> 1);
        return ask('write', path, append(bytes.length), {
          halfway: half,
          fateOf: (fault) =>
            fault === 'disk full halfway'
              ? { carriedOut: 'now', instead: half, error: () => systemError('ENOSPC', path) }
              : fateOf(fault, 'write', path),
        });
      },
      sync: () => ask('sync', path, () => disk.flush(file)),
      close: () => ask('close', path, () => {}),
    };
  }

  /** A folder that is open, to flush the names in it. */
  async function folderHandleOf(path: string): Promise<OpenFile> {
    await ask('open', path, () => disk.entries(path));
    const refuse = async () => {
      throw systemError('EISDIR', path);
    };
    return {
      read: refuse,
      appendFile: refuse,
      sync: () => ask('sync', path, () => disk.flushFolder(path)),
      close: () => ask('close', path, () => {}),
    };
  }

  function factsOf(path: string): FileFacts | undefined {
    const found = disk.find(path);
    return found === undefined ? undefined : new DiskEntry(path, found);
  }

  return {
    link: (from, to) => ask('link', to, () => disk.link(from, to)),
    mkdir: (path) => ask('mkdir', path, () => disk.makeFolders(path)),
    open: async (path, flags) => {
      if (path.endsWith('/')) return folderHandleOf(path.replace(/\/+$/, ''));
      const open = () => (flags === READ ? disk.open(path) : disk.create(path));
      return handleOf(await ask('open', path, open), path);
    },
    readdir: (path) => ask('readdir', path, () => disk.entries(path).map(([name]) => name)),
    readdirSync: (path) =>
      process.askNow({
        kind: 'readdirSync',
        about: path,
        carryOut: () => disk.entries(path).map(([name, entry]) => new DiskEntry(name, entry)),
        fateOf: (fault) => fateOf(fault, 'readdirSync', path),
      }),
    readFile: (path) => ask('readFile', path, () => disk.open(path).bytes),
    rename: (from, to) => ask('rename', to, () => disk.rename(from, to)),
    rm: (path) => ask('rm', path, () => disk.remove(path)),
    rmdir: (path) => ask('rmdir', path, () => disk.removeFolder(path)),
    unlink: (path) => ask('unlink', path, () => disk.unlink(path)),
    lstat: (path) =>
      ask('lstat', path, () => {
        const found = factsOf(path);
        if (found === undefined) throw systemError('ENOENT', path);
        return found;
      }),
    lstatSync: (path) =>
      process.askNow({
        kind: 'lstatSync',
        about: path,
        carryOut: () => factsOf(path),
        fateOf: (fault) => fateOf(fault, 'lstatSync', path),
      }),
  };
}

/**
 * An entry of a folder. A class, because listings create thousands. There are no links, pipes or
 * sockets.
 */
class DiskEntry implements FileFacts {
  readonly name: string;
  private readonly entry: Entry;

  constructor(name: string, entry: Entry) {
    this.name = name;
    this.entry = entry;
  }

  get size(): number {
    return this.entry === 'folder' ? 0 : this.entry.bytes.length;
  }

  get mtimeMs(): number {
    return this.entry === 'folder' ? 0 : this.entry.touched;
  }

  isDirectory(): boolean {
    return this.entry === 'folder';
  }

  isFile(): boolean {
    return this.entry !== 'folder';
  }

  isFIFO(): boolean {
    return false;
  }

  isSocket(): boolean {
    return false;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

/** Returns the machine for one process. */
export function hostOf(process: SimulatedProcess, machine: Machine, chance: Chance): Host {
  const digits = (count: number) =>
    Array.from({ length: count }, () => chance.below(16).toString(16)).join('');
  return {
    processId: process.id,
    isRunning: (id) => machine.isRunning(id),
    uniqueName: () => [8, 4, 4, 4, 12].map(digits).join('-'),
    nextTurn: () =>
      process.ask({ kind: 'turn', about: '', carryOut: () => undefined, takes: TURN }),
  };
}

function fateOf<Answer>(fault: Fault, kind: CallKind, about: string): Fate<Answer> | undefined {
  const failing = (code: string, carriedOut: 'now' | 'never' = 'never'): Fate<Answer> => ({
    carriedOut,
    error: () => systemError(code, about),
  });
  switch (fault) {
    case 'disk full':
      return failing('ENOSPC');
    case 'input/output error':
      return failing('EIO');
    case 'too many open files':
      return failing('EMFILE');
    case 'answer of a folder lost':
      // A retried link over the network finds that it already exists.
      return failing(kind === 'link' ? 'EEXIST' : 'ETIMEDOUT', 'now');
    default:
      return undefined;
  }
}
