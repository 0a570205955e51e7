import { join } from 'node:path';
import type { NewObject } from '../lake/object.ts';
import { piecesOf } from '../lake/object-body.ts';
import type { FileSystem } from './file-system.ts';
import type { Host } from './host.ts';
import type { OpenFiles } from './open-files.ts';

/** Process id and UUID. Files with other names do not belong to a store and are never removed. */
const TEMPORARY = /^(\d+)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One hour: writing an object never takes that long. */
const LONG_MS = 3_600_000;

/** Bodies are written in pieces of this size. */
const PIECE_BYTES = 1024 * 1024;

/**
 * The folder in which objects are written before they get their key. It is on the file system of
 * the keys, so that a hard link can reach them. The name of each file begins with the id of the
 * process that writes it, by which other processes recognize leftovers.
 *
 * Errors are those of the file system: ENOENT when the folder does not exist.
 */
export class LandingArea {
  readonly #folder: string;
  readonly #fileSystem: FileSystem;
  readonly #host: Host;
  readonly #openFiles: OpenFiles;
  readonly #beingWritten = new Set<string>();

  /** @param folder absolute path */
  constructor(
    folder: string,
    { fileSystem, host, openFiles }: { fileSystem: FileSystem; host: Host; openFiles: OpenFiles },
  ) {
    this.#folder = folder;
    this.#fileSystem = fileSystem;
    this.#host = host;
    this.#openFiles = openFiles;
  }

  /**
   * Writes an object to a file of its own, flushes it to the disk and hands it to `use`, which gives
   * it its key. What remains of the file afterwards is removed.
   *
   * @throws BodyError when the body cannot be read or does not match the object.
   */
  async withFile<Result>(
    object: NewObject,
    use: (file: string) => Promise<Result>,
  ): Promise<Result> {
    return this.#withName(async (file) => {
      await this.#openFiles.use(() => this.#writeFlushed(file, object));
      return use(file);
    });
  }

  /** Counts the files that killed writers left behind; those of living processes do not count. */
  async leftovers(): Promise<number> {
    const entries = await this.#fileSystem.readdir(this.#folder);
    const owners = entries.flatMap((entry) => this.#ownerOf(entry) ?? []);
    return owners.filter((owner) => this.#isDead(owner)).length;
  }

  /** Removes the files that killed writers left behind, and returns their number. */
  async sweep(): Promise<number> {
    const entries = await this.#fileSystem.readdir(this.#folder);
    const left = await Promise.all(entries.map((entry) => this.#isLeftover(entry)));
    const leftovers = entries.filter((_, position) => left[position]);
    await Promise.all(
      leftovers.map((entry) => this.#fileSystem.rm(join(this.#folder, entry), { force: true })),
    );
    return leftovers.length;
  }

  async #isLeftover(entry: string): Promise<boolean> {
    const owner = this.#ownerOf(entry);
    if (owner === undefined) return false;
    const found = await this.#fileSystem.lstat(join(this.#folder, entry)).catch(() => undefined);
    if (found === undefined || !found.isFile()) return false;
    // The process id may have been reused since: a file that has long been untouched is left over.
    return this.#isDead(owner) || (await this.#now()) - found.mtimeMs > LONG_MS;
  }

  /** Id of the process that began a file; `undefined` for files of others and of this store. */
  #ownerOf(entry: string): number | undefined {
    const owner = TEMPORARY.exec(entry)?.[1];
    const isOurs = this.#beingWritten.has(join(this.#folder, entry));
    return owner === undefined || isOurs ? undefined : Number(owner);
  }

  #isDead(owner: number): boolean {
    return owner === this.#host.processId || !this.#host.isRunning(owner);
  }

  /** The time by the clock of the file system itself: that of a file that is written now. */
  async #now(): Promise<number> {
    return this.#withName(async (probe) => {
      await this.#openFiles.use(async () => (await this.#fileSystem.open(probe, 'wx')).close());
      return (await this.#fileSystem.lstat(probe)).mtimeMs;
    });
  }

  /** Lends a name for a file in this folder, and removes the file afterwards. */
  async #withName<Result>(use: (file: string) => Promise<Result>): Promise<Result> {
    const file = join(this.#folder, `${this.#host.processId}-${this.#host.uniqueName()}`);
    this.#beingWritten.add(file);
    try {
      return await use(file);
    } finally {
      await this.#fileSystem.rm(file, { force: true }).catch(() => {});
      this.#beingWritten.delete(file);
    }
  }

  async #writeFlushed(file: string, object: NewObject): Promise<void> {
    const handle = await this.#fileSystem.open(file, 'wx');
    try {
      for await (const piece of piecesOf(object, PIECE_BYTES)) await handle.appendFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
