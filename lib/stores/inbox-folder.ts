import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { DroppedFile, InboxPlace } from '../capture/inbox/inbox-place.ts';
import { objectOf } from '../lake/object.ts';
import { type FileFacts, type FileSystem, nodeFileSystem, READ } from './file-system.ts';
import { flushFolder } from './flush-folder.ts';
import { type Action, errorCode, folderError } from './folder-errors.ts';
import { type Host, nodeHost } from './host.ts';
import { LandingArea } from './landing-area.ts';
import { OpenFiles } from './open-files.ts';

/** How the folder of an inbox is opened. */
export interface InboxFolderOptions {
  /** The folder as messages name it. Default: its path. */
  readonly name?: string;
  /** Default: the file system of this machine. */
  readonly fileSystem?: FileSystem;
  /** Default: this machine and this process. */
  readonly host?: Host;
}

/** A file is moved here before it is removed, so that nobody can put another one in its place meanwhile. */
const TAKEN = '.taken';

/** Notes are written here first, so that no half of a note is read. */
const NOTES = '.notes';

/** A note whose file is swept away by another machine meanwhile is written again this many times. */
const ATTEMPTS = 5;

/**
 * Opens the inbox in a folder, which need not exist yet.
 *
 * A file is removed in three steps: it is moved to a hidden folder, read there once more, and only
 * removed when it still has the bytes that were captured; otherwise it goes back. A process that is
 * killed in between leaves it in the hidden folder, and the next listing brings it back. The listing
 * also removes what a process left that was killed while it wrote a note.
 *
 * @param path absolute path of the folder
 */
export function openInboxFolder(path: string, options: InboxFolderOptions = {}): InboxPlace {
  return new InboxFolder(resolve(path), options);
}

class InboxFolder implements InboxPlace {
  readonly name: string;
  readonly showsWholeFiles = false;
  readonly #root: string;
  readonly #fileSystem: FileSystem;
  readonly #host: Host;
  readonly #notes: LandingArea;

  constructor(
    root: string,
    { name = root, fileSystem = nodeFileSystem, host = nodeHost }: InboxFolderOptions,
  ) {
    this.name = name;
    this.#root = root;
    this.#fileSystem = fileSystem;
    this.#host = host;
    const openFiles = new OpenFiles();
    this.#notes = new LandingArea(join(root, NOTES), { fileSystem, host, openFiles });
  }

  async list(): Promise<readonly DroppedFile[]> {
    return this.#explaining('list', '', async () => {
      await this.#bringBack();
      await unlessGone(this.#notes.sweep());
      const files: DroppedFile[] = [];
      for (const name of this.#filesIn(this.#root)) {
        const file = await this.look(name);
        if (file !== undefined) files.push(file);
      }
      return files;
    });
  }

  look(name: string): Promise<DroppedFile | undefined> {
    return this.#explaining('read', name, async () => {
      const facts = await this.#factsOf(name);
      return facts === undefined ? undefined : droppedFile(name, facts);
    });
  }

  read(file: DroppedFile): Promise<Uint8Array | undefined> {
    const { name, version } = file;
    return this.#explaining('read', name, async () => {
      const bytes = await unlessGone(
        this.#fileSystem.readFile(join(this.#root, name), { flag: READ }),
      );
      // A file that grew while it was read is not the one that was listed.
      const after = await this.look(name);
      return after?.version === version && bytes?.length === after.size ? bytes : undefined;
    });
  }

  remove(file: DroppedFile, sha256: string): Promise<'removed' | 'changed' | 'gone'> {
    const { name } = file;
    return this.#explaining('remove', name, async () => {
      const folder = join(this.#root, TAKEN, this.#host.uniqueName());
      await this.#makeTaken(folder);
      const taken = join(folder, name);
      try {
        const isThere = await unlessGone(
          this.#fileSystem.rename(join(this.#root, name), taken).then(() => true),
        );
        if (isThere === undefined) return 'gone';
        const isUnchanged = await this.#isUnchanged(taken, file, sha256);
        // Another run brought it back, and removes it in its turn.
        if (isUnchanged === undefined) return 'gone';
        if (isUnchanged) await unlessGone(this.#fileSystem.unlink(taken));
        else await this.#putBack(taken, name);
        return isUnchanged ? 'removed' : 'changed';
      } finally {
        await this.#removeFolders(folder);
      }
    });
  }

  writeNote(name: string, text: string): Promise<void> {
    const note = objectOf(new TextEncoder().encode(text));
    return this.#explaining('write', name, async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await this.#fileSystem.mkdir(join(this.#root, NOTES), { recursive: true });
          await this.#notes.withFile(note, (file) =>
            this.#fileSystem.rename(file, join(this.#root, name)),
          );
          break;
        } catch (error) {
          if (errorCode(error) !== 'ENOENT' || attempt === ATTEMPTS) throw error;
        }
      }
      await this.#fileSystem.rmdir(join(this.#root, NOTES)).catch(() => {});
    });
  }

  removeNote(name: string): Promise<void> {
    return this.#explaining('remove', name, async () => {
      await unlessGone(this.#fileSystem.unlink(join(this.#root, name)));
    });
  }

  /** Brings back what a killed run had moved away. A run that is still at it finds the file gone. */
  async #bringBack(): Promise<void> {
    const taken = join(this.#root, TAKEN);
    for (const folder of this.#entriesOf(taken)) {
      if (!folder.isDirectory()) continue;
      const path = join(taken, folder.name);
      for (const name of this.#filesIn(path)) await this.#putBack(join(path, name), name);
      await this.#removeFolders(path);
    }
  }

  /** Makes the folder of a file that is moved away. A loss of power must not undo it, and lose the file. */
  async #makeTaken(folder: string): Promise<void> {
    await this.#fileSystem.mkdir(folder, { recursive: true });
    for (const path of [join(this.#root, TAKEN), this.#root]) {
      // Another run may have removed it, because it is empty.
      await unlessGone(flushFolder(this.#fileSystem, path));
    }
  }

  /** Whether a file that was moved away is the one that was read; `undefined` when it is gone. */
  async #isUnchanged(
    taken: string,
    { name, version }: DroppedFile,
    sha256: string,
  ): Promise<boolean | undefined> {
    const bytes = await unlessGone(this.#fileSystem.readFile(taken, { flag: READ }));
    const facts = await unlessGone(this.#fileSystem.lstat(taken));
    if (bytes === undefined || facts === undefined) return undefined;
    // A file that is being written may have the bytes of the other one for a moment.
    if (droppedFile(name, facts).version !== version) return false;
    return createHash('sha256').update(bytes).digest('hex') === sha256;
  }

  /** Gives a file that was moved away its name again, or the next free one like it. */
  async #putBack(taken: string, name: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const back = join(this.#root, attempt === 1 ? name : numbered(name, attempt));
      try {
        await this.#fileSystem.link(taken, back);
        break;
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return;
        if (errorCode(error) !== 'EEXIST') throw error;
      }
    }
    // A loss of power may undo the new name and not the removal of the old one.
    await flushFolder(this.#fileSystem, this.#root);
    await unlessGone(this.#fileSystem.unlink(taken));
  }

  /** Removes the folder of a file that was moved away, and the folder of these folders, if they are empty. */
  async #removeFolders(folder: string): Promise<void> {
    await this.#fileSystem.rmdir(folder).catch(() => {});
    await this.#fileSystem.rmdir(join(this.#root, TAKEN)).catch(() => {});
  }

  #filesIn(folder: string): string[] {
    return this.#entriesOf(folder)
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  }

  #entriesOf(folder: string) {
    try {
      return this.#fileSystem.readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  async #factsOf(name: string): Promise<FileFacts | undefined> {
    const facts = await unlessGone(this.#fileSystem.lstat(join(this.#root, name)));
    return facts?.isFile() ? facts : undefined;
  }

  async #explaining<Result>(
    action: Action,
    name: string,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw folderError(action, this.name, name, error);
    }
  }
}

function droppedFile(name: string, { size, mtimeMs }: FileFacts): DroppedFile {
  return { name, size, version: `${size}-${mtimeMs}`, modified: mtimeMs };
}

/** `base.xlsx`, `base (2).xlsx`. */
function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return `${stem} (${number})${dot > 0 ? name.slice(dot) : ''}`;
}

async function unlessGone<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
