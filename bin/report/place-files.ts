import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../lib/errors.ts';
import type { InputFile } from '../../lib/model/input-generator.ts';
import { wordsOf } from '../../lib/printable.ts';
import { errorCode } from '../../lib/stores/folder-errors.ts';
import { intoNewFile } from './new-file.ts';

/** A file that is in its folder now. */
export interface PlacedFile {
  readonly file: InputFile;
  readonly outcome: 'written' | 'replaced' | 'already there';
  /** Its size in bytes. */
  readonly bytes: number;
  /** SHA-256 of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}

/** Where files are put, and how. */
export interface Placing {
  /** Absolute path of a folder that exists, and how a person names it. */
  readonly folder: { readonly path: string; readonly name: string };
  /** Whether a file of the same name is replaced. */
  readonly replace: boolean;
  /** Aborted when the files are not wanted any more. */
  readonly signal: AbortSignal;
}

/**
 * Puts files into a folder that others may be reading: each gets its name when it is whole. Nothing is
 * written when one of the names is taken by another content, unless files are to be replaced.
 *
 * @throws InputError when a name is taken; OutputError when a file cannot be written whole; the reason
 *   of an aborted signal as it is.
 */
export async function placeFiles(
  files: readonly InputFile[],
  placing: Placing,
): Promise<PlacedFile[]> {
  const planned: PlacedFile[] = [];
  for (const file of files) planned.push(await plannedFile(file, placing));
  for (const { file, outcome } of planned) {
    if (outcome !== 'already there') await placeFile(file, outcome, placing);
  }
  return planned;
}

/** What has to happen to a file. */
async function plannedFile(file: InputFile, { folder, replace }: Placing): Promise<PlacedFile> {
  const { bytes, sha256 } = measured(file);
  const name = join(folder.name, file.name);
  const before = await storedSha256(join(folder.path, file.name), name);
  if (before === sha256) return { file, outcome: 'already there', bytes, sha256 };
  if (before !== undefined && !replace) throw taken(name);
  return { file, outcome: before === undefined ? 'written' : 'replaced', bytes, sha256 };
}

function measured(file: InputFile): { bytes: number; sha256: string } {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of file.bytes()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** The SHA-256 of a file; `undefined` when there is none. */
async function storedSha256(path: string, name: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw new InputError(
      {
        expected: `to read ${name}, which has the name of a file to write`,
        got: wordsOf(cause),
        advice: 'Move it away, or name another folder.',
      },
      { cause },
    );
  }
  return hash.digest('hex');
}

/** A name is given by a link, which is atomic and fails when the name is taken, or by a replacing rename. */
async function placeFile(
  file: InputFile,
  outcome: 'written' | 'replaced',
  { folder, signal }: Placing,
): Promise<void> {
  const name = join(folder.name, file.name);
  const path = join(folder.path, file.name);
  const temporary = join(folder.path, `.${file.name}.${randomUUID()}.part`);
  await intoNewFile(temporary, name, async (write) => {
    for (const piece of file.bytes()) {
      signal.throwIfAborted();
      await write(piece);
    }
  });
  try {
    await (outcome === 'replaced' ? rename(temporary, path) : link(temporary, path));
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') throw taken(name, cause);
    throw new InputError(
      {
        expected: `to give the file ${name} its name`,
        got: wordsOf(cause),
        advice: 'Name a folder on a disk that has hard links.',
      },
      { cause },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

function taken(name: string, cause?: unknown): InputError {
  return new InputError(
    {
      expected: `no other file at ${name}`,
      got: 'a file with other content',
      advice: 'Pass --replace to replace it, or name another folder.',
    },
    { cause },
  );
}
