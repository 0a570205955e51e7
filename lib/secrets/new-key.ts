import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { KeyError } from '../errors.ts';
import { KEY_BYTES } from '../model/source-key.ts';
import { wordsOf } from '../printable.ts';
import { keyText } from './key-text.ts';

/** Only its owner may read and write the file. */
const MODE = 0o600;

/** Only its owner may look into a folder that is made for keys. */
const FOLDER_MODE = 0o700;

/**
 * Makes a random key and writes it to a new file that only its owner may read. The file appears whole
 * or not at all, and an existing one is never overwritten.
 *
 * @param path absolute; folders that are missing are created
 * @param name how a person names the file
 * @returns `created`, or `taken` when there is a file already.
 * @throws KeyError when the file cannot be written.
 */
export async function writeNewKey(path: string, name: string): Promise<'created' | 'taken'> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    await writeDurably(draft, `${keyText(randomBytes(KEY_BYTES))}\n`);
    // A link appears at once, so that nobody reads half a key.
    return await link(draft, path).then(() => 'created' as const, takenOr);
  } catch (error) {
    throw new KeyError(
      {
        failed: `Could not write the key file ${name}`,
        got: wordsOf(error),
        advice: 'No part of it was kept. Name a file in a folder that you may write to.',
      },
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', MODE);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function takenOr(error: unknown): 'taken' {
  if (codeOf(error) === 'EEXIST') return 'taken';
  throw error;
}

/** The code of an error of the operating system: `ENOENT`. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
