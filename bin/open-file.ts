import { spawn } from 'node:child_process';
import { OutputError } from '../lib/errors.ts';
import { wordsOf } from '../lib/printable.ts';

/** The program of a platform that opens a file as a double click does, and what stands before the path. */
const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  // What `start` does, without a shell that would read the path.
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/**
 * Opens a file with the program that the user has for it, and does not wait for its end.
 *
 * @param platform as `process.platform` names it
 * @param start Default: `spawn`.
 * @throws OutputError when that program cannot be started.
 */
export async function openFile(
  path: string,
  platform: string,
  start: typeof spawn = spawn,
): Promise<void> {
  const [program, ...words] = openers[platform] ?? ['xdg-open'];
  const child = start(program, [...words, path], { detached: true, stdio: 'ignore' });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      reject(
        new OutputError(
          {
            failed: `Could not open ${path} with ${program}`,
            got: wordsOf(error),
            advice: 'The file is there: open it in a browser.',
          },
          { cause: error },
        ),
      );
    });
  });
  child.unref();
}
