import { type ErrorMessage, HourlakeError, StoreError } from '../errors.ts';
import { escapeUnprintable, printable, wordsOf } from '../printable.ts';
import type { FileKind } from './file-system.ts';

/** What a folder store was about to do. */
export type Action = 'list' | 'read' | 'write';

/** Codes of the operating system that a later try may not meet again. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EBUSY', 'EINTR', 'ETIMEDOUT', 'ESTALE']);

/**
 * The `code` of an error of the operating system, such as `ENOENT`; `undefined` for any other.
 *
 * @example
 * errorCode(Object.assign(new Error('no'), { code: 'ENOENT' })) // => 'ENOENT'
 */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Wraps an error of the file system once: what was expected, what was got, what to do.
 * Errors of ours pass through as they are.
 *
 * @param lake how a person names the folder
 * @param key of the object, or the prefix that was listed
 */
export function folderError(
  action: Action,
  lake: string,
  key: string,
  error: unknown,
): HourlakeError {
  if (error instanceof HourlakeError) return error;
  const code = errorCode(error) ?? '';
  return new StoreError(
    messageFor(action, pathOf(lake, key), code, error),
    { key },
    { cause: error, retryable: PASSING.has(code) },
  );
}

/**
 * The error of something else where a folder or a file of the lake should be, such as a symbolic link.
 *
 * @param lake how a person names the folder
 * @param key of the object, or the prefix that was listed
 */
export function inTheWay(
  lake: string,
  key: string,
  { path, found, wanted }: { path: string; found: FileKind; wanted: 'a file' | 'a folder' },
): StoreError {
  return new StoreError(
    {
      expected: `${pathOf(lake, path)} to be ${wanted} of the lake itself`,
      got: kindOf(found),
      advice:
        'Move it away, or name another folder with --lake: the folder of a lake may be a link, but no link in it is followed.',
    },
    { key },
  );
}

function kindOf(found: FileKind): string {
  if (found.isSymbolicLink()) return 'a symbolic link';
  if (found.isDirectory()) return 'a folder';
  if (found.isFile()) return 'a file';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

function pathOf(lake: string, key: string): string {
  return oneLine(key === '' ? lake : `${lake}/${key}`);
}

/** The name of a file may have ends of lines in it. */
function oneLine(text: string): string {
  return escapeUnprintable(printable(text));
}

function messageFor(action: Action, path: string, code: string, error: unknown): ErrorMessage {
  const got = oneLine(wordsOf(error));
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        expected: `room on the disk for ${path}`,
        got: code,
        advice: 'What has landed stays. Free some space and run the same command again.',
      };
    case 'EACCES':
    case 'EROFS':
      return {
        expected: `permission to ${action} ${path}`,
        got: code,
        advice: 'Give your user that permission, or name another folder with --lake.',
      };
    case 'ELOOP':
      return {
        expected: `${path} to be a file or a folder of the lake itself`,
        got: 'a symbolic link',
        advice: 'Move it away, or name another folder with --lake.',
      };
    case 'ENOTDIR':
    case 'EISDIR':
      return {
        expected: `${path} to ${code === 'EISDIR' ? 'be a file' : 'lie in folders'}`,
        got: code === 'EISDIR' ? 'a folder' : 'a file where a folder should be',
        advice: 'Move away what is in its place, or name another folder with --lake.',
      };
    case 'ENOENT':
      return {
        expected: `${path} to be there`,
        got: 'nothing',
        advice: 'Run "hourlake status" to see what the lake holds.',
      };
    case 'EPERM':
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
    case 'ENOSYS':
      return {
        expected: `to ${action} ${path} on a file system that has hard links`,
        got,
        advice:
          'Name a folder on another file system with --lake: ext4, XFS, Btrfs, APFS and NTFS have them, FAT does not.',
      };
    default:
      return {
        expected: `to ${action} ${path}`,
        got,
        advice: 'What has landed stays. Run the same command again.',
      };
  }
}
