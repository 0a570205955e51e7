import { type FailureMessage, HourlakeError, OutputError } from '../../errors.ts';
import { openFilesProblem } from '../../lake/open-files.ts';
import { wordsOf } from '../../printable.ts';
import { errorCode } from '../../stores/folder-errors.ts';

/** Error codes for conditions that may pass. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EBUSY', 'EINTR']);

/**
 * Turns an error of the file system into an OutputError that says what to do. Errors of Hourlake are
 * returned as they are.
 *
 * @param path of the scratch file
 */
export function scratchError(path: string, error: unknown): HourlakeError {
  if (error instanceof HourlakeError) return error;
  const code = errorCode(error) ?? '';
  return new OutputError(messageFor(path, code, error), {
    cause: error,
    retryable: PASSING.has(code),
  });
}

/**
 * The error for a scratch file that was removed before its period had landed. A further try makes it
 * again.
 *
 * @param path of the scratch file
 * @param cause what failed without it
 */
export function scratchFileLost(path: string, cause: unknown): OutputError {
  return new OutputError(
    {
      failed: `Could not read the temporary file ${path}`,
      got: 'another program removed it',
      advice:
        'What has landed is kept. Run the same command again, with TMPDIR set to a folder that nothing else cleans up.',
    },
    { cause, retryable: true },
  );
}

function messageFor(path: string, code: string, error: unknown): FailureMessage {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        failed: `There is no room on the disk for the temporary file ${path}`,
        got: code,
        advice:
          'What has landed is kept. Free some space, or set TMPDIR to a folder on a larger disk, and run the same command again.',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        failed: `There is no permission to write the temporary file ${path}`,
        got: code,
        advice:
          'What has landed is kept. Grant it to your user, or set TMPDIR to a folder that it may write to, and run the same command again.',
      };
    default:
      return {
        failed: `Could not write the temporary file ${path}`,
        got: code === 'ENOENT' ? 'the folder for temporary files does not exist' : wordsOf(error),
        advice:
          'What has landed is kept. Set TMPDIR to a folder that exists and can be written to, and run the same command again.',
        ...openFilesProblem(code),
      };
  }
}
