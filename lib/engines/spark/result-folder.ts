import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HourlakeError, InputError, OutputError } from '../../errors.ts';
import { wordsOf } from '../../printable.ts';

/** What was written. */
export interface WrittenFiles {
  readonly files: number;
  readonly bytes: number;
}

/** A folder for a result, which is empty until the result is whole. */
export interface ResultFolder {
  /** Absolute path of a folder that does not exist yet, in which the result is made. */
  readonly draft: string;
  /**
   * Moves the files of the draft to where they belong.
   *
   * @throws OutputError when there is none, or one cannot be moved.
   */
  keep(): Promise<WrittenFiles>;
  /** Removes the draft, and the folder as well if it is new and empty. */
  discard(): Promise<void>;
}

/** Hadoop reads these characters of a path as a pattern, also where it writes. */
const PATTERN = /[*?[\]{}\\]/;

/** An empty file that Hadoop leaves in a folder with a whole result. */
const MARKER = '_SUCCESS';

/**
 * Opens a folder for a result.
 *
 * @param path absolute; the folder need not exist
 * @throws InputError when it is not empty, or its path has characters of a pattern; OutputError when it
 *   cannot be created.
 */
export async function openResultFolder(path: string): Promise<ResultFolder> {
  checkPath(path);
  let isNew = false;
  try {
    isNew = (await mkdir(path, { recursive: true })) !== undefined;
    const entries = await readdir(path);
    if (entries.length > 0) throw notEmpty(path, entries.length);
    const own = await mkdtemp(join(path, '.hourlake-'));
    const draft = join(own, 'result');
    return {
      draft,
      keep: () => keep(draft, path),
      async discard() {
        await rm(own, { recursive: true, force: true });
        // Fails where the folder has a result.
        if (isNew) await rmdir(path).catch(() => {});
      },
    };
  } catch (error) {
    if (error instanceof HourlakeError) throw error;
    throw unwritable(path, error);
  }
}

async function keep(draft: string, path: string): Promise<WrittenFiles> {
  const moved: string[] = [];
  try {
    const parts = (await readdir(draft)).filter((name) => !/^[._]/.test(name)).sort();
    if (parts.length === 0) throw noFiles(path);
    let bytes = 0;
    for (const name of [...parts, MARKER]) {
      bytes += (await stat(join(draft, name))).size;
      await rename(join(draft, name), join(path, name));
      moved.push(name);
    }
    return { files: parts.length, bytes };
  } catch (error) {
    for (const name of moved) await rm(join(path, name), { force: true });
    if (error instanceof HourlakeError) throw error;
    throw unwritable(path, error);
  }
}

function checkPath(path: string): void {
  const character = PATTERN.exec(path)?.[0];
  if (character === undefined) return;
  throw new InputError({
    expected: 'a folder for the result whose path has none of * ? [ ] { } \\',
    got: JSON.stringify(path),
    advice: 'Name another folder: Spark reads these characters as a pattern.',
  });
}

function notEmpty(path: string, entries: number): InputError {
  return new InputError({
    expected: 'an empty folder for the result, or one that does not exist',
    got: `${JSON.stringify(path)} with ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
    advice: 'Name another folder, or remove what is in this one.',
  });
}

function noFiles(path: string): OutputError {
  return new OutputError({
    expected: `the files of Spark in ${JSON.stringify(path)}`,
    got: 'none',
    advice:
      'The machines of a cluster write to their own disks: name a folder that all of them share, or one in a bucket.',
  });
}

function unwritable(path: string, cause: unknown): OutputError {
  return new OutputError(
    {
      failed: `Could not write to ${JSON.stringify(path)}`,
      got: wordsOf(cause),
      advice: 'Name a folder that you may write to, on a disk with room.',
    },
    { cause },
  );
}
