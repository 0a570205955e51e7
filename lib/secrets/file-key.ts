import { open } from 'node:fs/promises';
import { HourlakeError, KeyError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import type { KeyProvider } from './key-provider.ts';
import { parseKeyText } from './key-text.ts';
import { codeOf, writeNewKey } from './new-key.ts';

/** What others than the owner may do with a file. */
const OF_OTHERS = 0o077;

/** In bytes. A key file has 89, and a URL is not much longer. */
const LONGEST = 4096;

/** How a key in a file is kept. */
export interface FileKeyOptions {
  /** How a person names the file. Default: its path. */
  readonly name?: string;
  /** Whether it is made where there is none. Default: `false`. */
  readonly makes?: boolean;
}

/**
 * A key in a file, as `keyText` writes it, that only its owner may read (mode 600). On Windows, where
 * files have no such mode, it is not checked.
 *
 * @param path absolute
 */
export function fileKey(
  path: string,
  { name = path, makes = false }: FileKeyOptions = {},
): KeyProvider {
  const place = `file:${name}`;
  const find = () => readKey(path, place);
  const provider = { name: place, advice: `Put the key file at ${name}.`, find };
  if (!makes) return provider;
  return {
    ...provider,
    async make() {
      await writeNewKey(path, name);
      const made = await find();
      if (made !== undefined) return made;
      throw new KeyError({
        failed: `Could not keep a new key in ${name}`,
        got: 'the file is gone again',
        advice: 'Something else removes it. Name another place for the key.',
      });
    },
  };
}

async function readKey(path: string, place: string): Promise<Uint8Array | undefined> {
  const text = await readPrivateFile(path, place);
  return text === undefined ? undefined : parseKeyText(text, place);
}

/**
 * The text of a file that only its owner may read; `undefined` where there is none.
 *
 * @param path absolute
 * @param place how a person names it: `file:bronze.key`
 * @throws KeyError when others may read it, it is too long, or it cannot be read.
 */
export async function readPrivateFile(path: string, place: string): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { mode, size } = await file.stat();
      checkMode(mode, place);
      if (size > LONGEST) throw tooLong(place, size);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof HourlakeError) throw error;
    throw new KeyError(
      {
        failed: `Could not read ${place}`,
        got: wordsOf(error),
        advice: 'Let the user that runs this command read the file, or name another place.',
      },
      { cause: error },
    );
  }
}

function checkMode(mode: number, place: string): void {
  if (process.platform === 'win32' || (mode & OF_OTHERS) === 0) return;
  throw new KeyError({
    expected: `${place} to have mode 600, so that only its owner reads it`,
    got: `mode ${(mode & 0o777).toString(8)}`,
    advice:
      'Run "chmod 600" on the file. If others may have read it, what it holds is no secret any more.',
  });
}

function tooLong(place: string, size: number): KeyError {
  return new KeyError({
    expected: `${place} to be a file of ${LONGEST} bytes at most`,
    got: `${size} bytes`,
    advice: 'Name the file that holds the secret, and nothing else.',
  });
}
