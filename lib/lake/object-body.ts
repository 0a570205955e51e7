import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { wordsOf } from '../printable.ts';
import type { NewObject } from './object.ts';

/** The body of an object cannot be read, or does not match the size or SHA-256 of the object. */
export class BodyError extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'BodyError';
  }
}

/**
 * Reads the body of an object in pieces of equal size; the last one may be shorter. Size and SHA-256
 * are checked before the last piece is given, so that a body that does not match is never stored
 * completely. Memory holds two pieces, whatever the size of the object.
 *
 * @param pieceBytes size of a piece, in bytes
 * @throws BodyError when the body cannot be read or does not match.
 */
export async function* piecesOf(object: NewObject, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const { body, size } = object;
  const pieces =
    body instanceof Uint8Array
      ? viewsOf(body, pieceBytes)
      : // One byte more than there should be shows a file that is longer.
        readPieces(body.path, Math.min(pieceBytes, size + 1));
  const hash = createHash('sha256');
  let length = 0;
  let held: Uint8Array | undefined;
  for await (const piece of pieces) {
    hash.update(piece);
    length += piece.length;
    if (length > size) break;
    if (held !== undefined) yield held;
    held = piece;
  }
  check(object, length, length === size ? hash.digest('hex') : '');
  if (held !== undefined) yield held;
}

/** Views of bytes, of equal size; the last one may be shorter. */
export function* viewsOf(bytes: Uint8Array, viewBytes: number): Generator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += viewBytes) {
    yield bytes.subarray(offset, offset + viewBytes);
  }
}

async function* readPieces(path: string, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const file = await readable(() => open(path));
  try {
    for (let position = 0; ; ) {
      const piece = Buffer.allocUnsafeSlow(pieceBytes);
      let length = 0;
      while (length < pieceBytes) {
        const { bytesRead } = await readable(() =>
          file.read(piece, length, pieceBytes - length, position),
        );
        if (bytesRead === 0) break;
        length += bytesRead;
        position += bytesRead;
      }
      if (length > 0) yield piece.subarray(0, length);
      if (length < pieceBytes) return;
    }
  } finally {
    await file.close();
  }
}

async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    throw new BodyError(`its file cannot be read (${wordsOf(error)})`, { cause: error });
  }
}

function check({ body, size, sha256 }: NewObject, length: number, digest: string): void {
  const source = body instanceof Uint8Array ? 'its content' : `the file ${body.path}`;
  if (length !== size) {
    const found = length > size ? 'more' : `only ${length}`;
    throw new BodyError(`${source} should have ${size} bytes and has ${found}`);
  }
  if (digest !== sha256) {
    throw new BodyError(`${source} should have SHA-256 ${sha256} and has ${digest}`);
  }
}
