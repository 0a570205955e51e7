import { appendFile } from 'node:fs/promises';
import { OutputError } from '../../lib/errors.ts';

/**
 * Appends text to a file, which need not exist.
 *
 * @param name how a person calls it
 * @throws OutputError when it cannot be written.
 */
export async function appendToFile(path: string, name: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw new OutputError(
      {
        expected: `to append to the file ${name}`,
        got: error instanceof Error ? error.message : String(error),
        advice: 'What has landed stays. Name a file in a folder that exists.',
      },
      { cause: error },
    );
  }
}
