import { join } from 'node:path';
import type { FileSystem } from './file-system.ts';
import type { Host } from './host.ts';

/**
 * Where objects are written before they take the name of their key. Errors are those of the file
 * system: ENOENT when the folder is not there.
 */
export interface LandingArea {
  /**
   * Writes bytes to a file of their own and flushes it to the disk. When it has been used, whatever is
   * left of it is removed.
   *
   * @param use gives the file, or what is in it, its name
   */
  withFile<Result>(bytes: Uint8Array, use: (file: string) => Promise<Result>): Promise<Result>;

  /** How many files killed writers left; a file of a process that runs is none, whoever has its id now. */
  leftovers(): Promise<number>;

  /** Removes what killed writers left; gives how many files that were. */
  sweep(): Promise<number>;
}

/** Process id and UUID: other files in the folder are not ours to remove. */
const TEMPORARY = /^(\d+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An hour: no object takes so long to be written. */
const LONG_MS = 3_600_000;

/**
 * A landing area in a folder, on the file system of the keys, so that a link can reach them. Each file
 * carries the id of the process that writes it, by which others know it for a leftover.
 *
 * @param folder absolute path
 */
export function landingArea(folder: string, fileSystem: FileSystem, host: Host): LandingArea {
  const beingWritten = new Set<string>();

  async function withFile<Result>(
    bytes: Uint8Array,
    use: (file: string) => Promise<Result>,
  ): Promise<Result> {
    const file = temporaryFile();
    beingWritten.add(file);
    try {
      await writeFlushed(file, bytes);
      return await use(file);
    } finally {
      await fileSystem.rm(file, { force: true }).catch(() => {});
      beingWritten.delete(file);
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

  async function leftovers(): Promise<number> {
    const owners = (await fileSystem.readdir(folder)).flatMap((entry) => ownerOf(entry) ?? []);
    return owners.filter(isDead).length;
  }

  async function sweep(): Promise<number> {
    const entries = await fileSystem.readdir(folder);
    const left = await Promise.all(entries.map(isLeftover));
    const leftovers = entries.filter((_, position) => left[position]);
    await Promise.all(
      leftovers.map((entry) => fileSystem.rm(join(folder, entry), { force: true })),
    );
    return leftovers.length;
  }

  async function isLeftover(entry: string): Promise<boolean> {
    const owner = ownerOf(entry);
    if (owner === undefined) return false;
    const found = await fileSystem.lstat(join(folder, entry)).catch(() => undefined);
    if (found === undefined || !found.isFile()) return false;
    // The id may have passed to another process since: what nobody has written to for long is left.
    return isDead(owner) || (await now()) - found.mtimeMs > LONG_MS;
  }

  /** The process that began a file, unless this store is still at it. */
  function ownerOf(entry: string): number | undefined {
    const owner = TEMPORARY.exec(entry)?.[1];
    return owner === undefined || beingWritten.has(join(folder, entry)) ? undefined : Number(owner);
  }

  function isDead(owner: number): boolean {
    return owner === host.processId || !host.isRunning(owner);
  }

  /** By the clock of the file system itself: when a file is written to that is made now. */
  async function now(): Promise<number> {
    const probe = temporaryFile();
    beingWritten.add(probe);
    try {
      await (await fileSystem.open(probe, 'wx')).close();
      return (await fileSystem.lstat(probe)).mtimeMs;
    } finally {
      await fileSystem.rm(probe, { force: true });
      beingWritten.delete(probe);
    }
  }

  function temporaryFile(): string {
    return join(folder, `${host.processId}-${host.uniqueName()}`);
  }

  return { withFile, leftovers, sweep };
}
