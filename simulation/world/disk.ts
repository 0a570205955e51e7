import type { Chance } from '../chance.ts';
import type { LakeObserver, LakeView } from './lake-view.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A file with any number of names. */
export interface DiskFile {
  bytes: Uint8Array;
  /** Last write, by the clock of the file system. */
  touched: number;
  /** The machine that wrote it, which holds unflushed bytes in memory. */
  by: string;
  /** Its paths. */
  readonly names: Set<string>;
}

/** The entry at a path. */
export type Entry = DiskFile | 'folder';

/** A change of names. A crash undoes all of it or none of it, until a folder of it is flushed. */
interface Change {
  readonly at: number;
  readonly names: readonly {
    readonly path: string;
    readonly before: Entry | undefined;
    readonly after: Entry | undefined;
  }[];
}

/** Milliseconds after which the operating system flushes by itself. */
const FLUSHED_AFTER_MS = 30_000;

/** Above this number, changes that are flushed by now are forgotten. */
const MOST_REMEMBERED = 500;

/** The folder where the store writes files before it links them. */
const LANDING = '.landing';

/** A file system that also knows what has been flushed, and therefore survives a crash. */
export class Disk implements LakeView {
  readonly root: string;
  private readonly folders = new Map<string, Map<string, Entry>>();
  /** Changes that are not flushed, oldest first. A crash undoes some of them, whatever their order. */
  private unflushedChanges: Change[] = [];
  private readonly unflushed = new Set<DiskFile>();
  private readonly time: VirtualTime;
  private readonly observer: LakeObserver;

  constructor(root: string, time: VirtualTime, observer: LakeObserver) {
    this.root = root;
    this.time = time;
    this.observer = observer;
    this.folders.set(parentOf(root), new Map());
  }

  makeFolders(path: string): void {
    if (this.folders.has(path)) return;
    if (this.find(path) !== undefined) throw systemError('EEXIST', path);
    this.makeFolders(parentOf(path));
    this.put(path, 'folder');
  }

  create(path: string): DiskFile {
    if (this.find(path) !== undefined) throw systemError('EEXIST', path);
    if (!this.folders.has(parentOf(path))) throw systemError('ENOENT', path);
    const file: DiskFile = {
      bytes: new Uint8Array(),
      touched: this.time.now,
      by: '',
      names: new Set(),
    };
    this.put(path, file);
    return file;
  }

  /** Creates a file that existed long before the simulation and does not belong to the lake. */
  plant(path: string): void {
    this.makeFolders(parentOf(path));
    this.create(path);
    this.unflushedChanges = [];
  }

  open(path: string): DiskFile {
    const found = this.find(path);
    if (found === undefined) throw systemError('ENOENT', path);
    if (found === 'folder') throw systemError('EISDIR', path);
    return found;
  }

  write(file: DiskFile, bytes: Uint8Array, by: string): void {
    file.by = by;
    file.bytes = bytes;
    file.touched = this.time.now;
    this.unflushed.add(file);
    for (const path of file.names) this.show(path, file, false);
  }

  flush(file: DiskFile): void {
    this.unflushed.delete(file);
  }

  link(from: string, to: string): void {
    if (this.find(from) === undefined && this.isHidden(from)) this.observer.sees('started over');
    const file = this.open(from);
    if (this.find(to) !== undefined) throw systemError('EEXIST', to);
    if (!this.folders.has(parentOf(to))) throw systemError('ENOENT', to);
    this.put(to, file);
  }

  /** Flushes the names in a folder, and with them all that they need to be right after a crash. */
  flushFolder(path: string): void {
    this.forgetFlushed();
    const flushed = new Set<string>();
    this.unflushedChanges = this.unflushedChanges
      .toReversed()
      .filter(({ names }) => {
        const isKept = names.every((one) => parentOf(one.path) !== path && !flushed.has(one.path));
        if (!isKept) for (const one of names) flushed.add(one.path);
        return isKept;
      })
      .toReversed();
  }

  /** Replaces a file by another. A crash undoes both or neither, as the journal of a file system does. */
  rename(from: string, to: string): void {
    const file = this.open(from);
    if (!this.folders.has(parentOf(to))) throw systemError('ENOENT', to);
    this.remember([
      { path: to, before: this.find(to), after: file },
      { path: from, before: file, after: undefined },
    ]);
    this.place(to, file);
    this.show(to, file, false);
    this.place(from, undefined);
    this.show(from, undefined, false);
  }

  remove(path: string): void {
    if (this.find(path) === 'folder') throw systemError('EISDIR', path);
    if (this.find(path) !== undefined) this.put(path, undefined);
  }

  unlink(path: string): void {
    if (this.find(path) === undefined) throw systemError('ENOENT', path);
    this.remove(path);
  }

  removeFolder(path: string): void {
    const folder = this.folders.get(path);
    if (folder === undefined) throw systemError(this.find(path) ? 'ENOTDIR' : 'ENOENT', path);
    if (folder.size > 0) throw systemError('ENOTEMPTY', path);
    this.remember([{ path, before: 'folder', after: undefined }]);
    this.folders.delete(path);
    this.place(path, undefined);
  }

  entries(path: string): [string, Entry][] {
    const folder = this.folders.get(path);
    if (folder !== undefined) return [...folder];
    throw systemError(this.find(path) === undefined ? 'ENOENT' : 'ENOTDIR', path);
  }

  /**
   * Crashes a machine. Files that it had not flushed are cut, and recently created or removed names
   * may revert.
   *
   * @param losesNames `false` if the folder is on a machine that does not crash
   */
  crash(machine: string, chance: Chance, { losesNames }: { losesNames: boolean }): void {
    for (const file of this.unflushed) {
      if (file.by !== machine) continue;
      this.unflushed.delete(file);
      if (this.isFlushedSince(file.touched)) continue;
      file.bytes = file.bytes.subarray(0, chance.below(file.bytes.length + 1));
    }
    if (losesNames) this.loseNames(chance);
    for (const key of this.keys()) this.observer.shown(key, this.bytesOf(key) ?? new Uint8Array());
    this.observer.crashed?.();
  }

  private loseNames(chance: Chance): void {
    this.forgetFlushed();
    const entries = new Map<string, Entry | undefined>();
    for (const { names } of this.unflushedChanges) {
      const isKept = chance.happens(0.5);
      for (const { path, before, after } of names) {
        if (!entries.has(path)) entries.set(path, before);
        if (isKept) entries.set(path, after);
      }
    }
    this.unflushedChanges = [];
    for (const [path, entry] of entries) this.restore(path, entry);
  }

  /** Whether a file would be whole under its key after any crash now. */
  survivesCrash(key: string): boolean {
    const path = `${this.root}/${key}`;
    const file = this.find(path);
    if (file === undefined || file === 'folder') return false;
    this.forgetFlushed();
    const isUnflushed = this.unflushedChanges.some(({ names }) =>
      names.some((one) => path === one.path || path.startsWith(`${one.path}/`)),
    );
    return !isUnflushed && (!this.unflushed.has(file) || this.isFlushedSince(file.touched));
  }

  bytesOf(key: string): Uint8Array | undefined {
    const found = this.find(`${this.root}/${key}`);
    return found === 'folder' ? undefined : found?.bytes;
  }

  *keys(): Generator<string> {
    for (const [path, folder] of this.visibleFolders()) {
      for (const [name, entry] of folder) {
        if (entry !== 'folder') yield this.keyOf(`${path}/${name}`);
      }
    }
  }

  leftovers(): string[] {
    return [...(this.folders.get(`${this.root}/${LANDING}`)?.keys() ?? [])];
  }

  private *visibleFolders(): Generator<[string, Map<string, Entry>]> {
    for (const entry of this.folders) {
      if (entry[0].startsWith(this.root) && !this.isHidden(entry[0])) yield entry;
    }
  }

  find(path: string): Entry | undefined {
    return this.folders.get(parentOf(path))?.get(nameOf(path));
  }

  private put(path: string, entry: Entry | undefined): void {
    this.remember([{ path, before: this.find(path), after: entry }]);
    this.place(path, entry);
    if (entry === 'folder') this.folders.set(path, new Map());
    else this.show(path, entry, false);
  }

  private place(path: string, entry: Entry | undefined): void {
    const folder = this.folders.get(parentOf(path));
    const before = folder?.get(nameOf(path));
    if (before !== undefined && before !== 'folder') before.names.delete(path);
    if (entry === undefined) folder?.delete(nameOf(path));
    else folder?.set(nameOf(path), entry);
    if (entry !== undefined && entry !== 'folder') entry.names.add(path);
  }

  private remember(names: Change['names']): void {
    this.unflushedChanges.push({ at: this.time.now, names });
    if (this.unflushedChanges.length > MOST_REMEMBERED) this.forgetFlushed();
  }

  /** Changes that the operating system has flushed by now. */
  private forgetFlushed(): void {
    const first = this.unflushedChanges.findIndex(({ at }) => !this.isFlushedSince(at));
    this.unflushedChanges.splice(0, first === -1 ? this.unflushedChanges.length : first);
  }

  private isFlushedSince(moment: number): boolean {
    return this.time.now - moment > FLUSHED_AFTER_MS;
  }

  private restore(path: string, before: Entry | undefined): void {
    const folder = this.folders.get(parentOf(path));
    const now = folder?.get(nameOf(path));
    if (folder === undefined || now === before) return;
    if (now === 'folder') {
      for (const [name] of this.folders.get(path) ?? []) this.restore(`${path}/${name}`, undefined);
      this.folders.delete(path);
    }
    this.place(path, before);
    if (before === 'folder') this.folders.set(path, new Map());
    if (now !== 'folder' && before !== 'folder') this.show(path, before, true);
  }

  private show(path: string, file: DiskFile | undefined, byCrash: boolean): void {
    if (this.isHidden(path)) return;
    if (file === undefined) this.observer.gone(this.keyOf(path), byCrash);
    else this.observer.shown(this.keyOf(path), file.bytes);
  }

  private isHidden(path: string): boolean {
    return path.startsWith(`${this.root}/${LANDING}`);
  }

  private keyOf(path: string): string {
    return path.slice(this.root.length + 1);
  }
}

/** Creates an error like those of Node. */
export function systemError(code: string, about: string): Error {
  return Object.assign(new Error(`${code}: simulated, '${about}'`), { code });
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
