import { constants } from 'node:buffer';
import { CaptureError } from '../../../errors.ts';

/** How much of a body is read, and for what. */
export interface ReadTextOptions {
  /** What the body is read for, as a clause: `read shows, page 3`. */
  readonly aim: string;
  /** Most bytes; more fail. */
  readonly mostBytes: number;
  /** Called for each piece that arrives. */
  readonly onChunk: () => void;
}

/** A body as text. */
export interface BodyText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly bytes: number;
}

/**
 * Reads a body as UTF-8, piece by piece: whatever its size is, no more than `mostBytes` are kept.
 *
 * @param body `null` where there is none; its text is `''`
 * @throws CaptureError when it has more bytes, or is not UTF-8.
 * @example
 * await readText(new Response('\ufeff[1]').body, { aim: 'read a', mostBytes: 9, onChunk: () => {} }) // => { text: '[1]', bytes: 6 }
 */
export async function readText(
  body: AsyncIterable<Uint8Array> | null,
  { aim, mostBytes, onChunk }: ReadTextOptions,
): Promise<BodyText> {
  // No text is longer than that, whatever a job allows.
  const most = Math.min(mostBytes, constants.MAX_STRING_LENGTH);
  const decode = utf8Decoder(aim);
  const pieces: string[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    onChunk();
    bytes += chunk.length;
    if (bytes > most) throw tooLarge(aim, most);
    pieces.push(decode(chunk));
  }
  pieces.push(decode(undefined));
  return { text: pieces.join(''), bytes };
}

/** Decodes pieces of UTF-8, and `undefined` at its end. */
function utf8Decoder(aim: string): (chunk: Uint8Array | undefined) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (chunk) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw new CaptureError({
        failed: `Could not ${aim}`,
        got: 'the answer is not valid UTF-8',
        advice: 'Ask the API for UTF-8, the only encoding that can be read.',
      });
    }
  };
}

function tooLarge(aim: string, most: number): CaptureError {
  return new CaptureError({
    failed: `Could not ${aim}`,
    got: `the answer has more than ${most} bytes`,
    advice:
      'Check the URL, and ask for fewer records a page. "megabytes" in the limits of the job allows larger answers, up to 64 million bytes each.',
  });
}
