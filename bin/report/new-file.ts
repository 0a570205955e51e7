import { open, rm } from 'node:fs/promises';
import { HourlakeError, InputError, OutputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';
import type { Context } from '../context.ts';

/**
 * Writes a file that must not exist yet; when that fails, no part of it remains.
 *
 * @param name how a person names it
 * @throws InputError when the file cannot be made; OutputError when it cannot be written whole; the
 *   reason of an aborted signal as it is.
 */
export async function intoNewFile(
  path: string,
  name: string,
  fill: (write: Context['print']) => Promise<void>,
): Promise<void> {
  const handle = await open(path, 'wx').catch((error: unknown) => {
    throw new InputError(
      {
        expected: `to make the file ${name}`,
        got: wordsOf(error),
        advice: 'Name a new file in a folder that exists: nothing is overwritten.',
      },
      { cause: error },
    );
  });
  try {
    await fill(async (chunk) => void (await handle.appendFile(chunk)));
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(path, { force: true });
    if (error instanceof HourlakeError || isAbort(error)) throw error;
    throw new OutputError(
      {
        expected: `to write the file ${name}`,
        got: wordsOf(error),
        advice: 'No part of it was kept. Free some space, or name a file elsewhere.',
      },
      { cause: error },
    );
  }
}

/** What `throwIfAborted` throws after Ctrl-C. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
