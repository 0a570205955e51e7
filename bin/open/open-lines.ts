import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';
import type { Context } from '../context.ts';
import { readLines } from '../terminal/read-lines.ts';

/** Names standard input. */
export const STDIN = '-';

/**
 * The lines of a file of text; of one whose name ends in `.gz`, decompressed.
 *
 * @param path `-` for standard input
 * @throws InputError while they are read, when the file cannot be read or decompressed.
 */
export async function* openLines(context: Context, path: string): AsyncGenerator<string> {
  try {
    yield* readLines(bytesOf(context, path));
  } catch (error) {
    throw new InputError(
      {
        expected: path === STDIN ? 'to read standard input' : `to read the file ${path}`,
        got: wordsOf(error),
        advice: 'Name a file of NDJSON, which may be gzipped (.gz), or - for standard input.',
      },
      { cause: error },
    );
  }
}

function bytesOf(context: Context, path: string): AsyncIterable<Uint8Array | string> {
  if (path === STDIN) return context.input();
  const file = createReadStream(context.resolvePath(path));
  return path.endsWith('.gz') ? unzipped(file) : file;
}

async function* unzipped(file: Readable): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  yield* file.pipe(gunzip);
}
