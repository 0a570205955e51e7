import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError, OutputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';

/** A file that a command makes again and again. */
export interface ReplacedFile {
  readonly path: string;
  /** How a person names it. */
  readonly name: string;
  /** What each version of it contains near its beginning. Another file is never replaced. */
  readonly mark: string;
}

/** Where the mark is looked for, in bytes. */
const BEGINNING = 4096;

/**
 * Makes sure that a file can be written: its folder is there, and what has its name is an earlier version of
 * it, if anything.
 *
 * @throws InputError when it cannot.
 */
export async function checkReplaced({ path, name, mark }: ReplacedFile): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true) {
    throw new InputError({
      expected: `a folder for the file ${name}`,
      got: `no folder ${dirname(path)}`,
      advice: 'Make the folder first, or name a file in another one.',
    });
  }
  const beginning = await beginningOf(path);
  if (beginning === undefined || beginning.includes(mark)) return;
  throw new InputError({
    expected: `${name} to be a new file, or an earlier report`,
    got: beginning === '' ? 'an empty file or a folder' : 'another file',
    advice: 'Nothing was overwritten. Name another file with --out, or remove that one.',
  });
}

/**
 * Writes a file in place of its earlier version, completely or not at all: readers see the one or the other.
 *
 * @throws OutputError when it cannot be written.
 */
export async function replaceFile({ path, name }: ReplacedFile, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new OutputError(
      {
        expected: `to write the file ${name}`,
        got: wordsOf(error),
        advice: 'An earlier version of it is unchanged. Free some space, or name a file elsewhere.',
      },
      { cause: error },
    );
  }
}

/** `undefined` where there is nothing; empty for what is not a file with text. */
async function beginningOf(path: string): Promise<string | undefined> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return undefined;
  if (!there.isFile()) return '';
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(BEGINNING) });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
