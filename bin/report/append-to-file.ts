import { appendFile } from 'node:fs/promises';
import { OutputError } from '../../lib/errors.ts';
import { wordsOf } from '../../lib/printable.ts';

/**
 * Appends text to a file, which need not exist.
 *
 * @param name how a person names it
 * @throws OutputError when it cannot be written.
 */
export async function appendToFile(path: string, name: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw new OutputError(
      {
        expected: `to append to the file ${name}`,
        got: wordsOf(error),
        advice: 'What has landed stays. Name a file in a folder that exists.',
      },
      { cause: error },
    );
  }
}
