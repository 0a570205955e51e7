/**
 * The SNAPPY codec, from the native package `snappy`: no other file loads it. The version is pinned
 * exactly, because another one may give other bytes for the same page.
 */
import { createRequire } from 'node:module';
import { ParquetError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/**
 * The result is copied into memory of the engine. Memory of the package is freed late, because the
 * engine does not know how much it is: a file of 400 MB then took 730 MB, and with the copy 180.
 */
const COPIED = { copyOutputData: true };

type Codec = typeof import('snappy');

let codec: Codec | undefined;

/**
 * Bytes in the SNAPPY codec (https://github.com/google/snappy/blob/main/format_description.txt).
 *
 * @throws ParquetError if the package has no build for this platform.
 * @example
 * snappy(new Uint8Array(1000)).length // => 52
 */
export function snappy(bytes: Uint8Array): Uint8Array {
  codec ??= loaded();
  return codec.compressSync(bytes, COPIED);
}

/** Loaded with the first page: commands that write no file start without it. */
function loaded(): Codec {
  try {
    return createRequire(import.meta.url)('snappy') as Codec;
  } catch (error) {
    throw new ParquetError(
      {
        expected: 'the package "snappy" to have a build for this platform',
        got: wordsOf(error),
        advice:
          'Install again without "--omit=optional". If there is no native build for the platform, run "npm install --force @napi-rs/snappy-wasm32-wasi", which gives the same bytes.',
      },
      { cause: error },
    );
  }
}
