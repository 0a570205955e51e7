import {
  DifferentObjectError,
  type ErrorMessage,
  type FailureMessage,
  HourlakeError,
  MissingObjectError,
  StoreError,
} from '../errors.ts';
import { BodyError } from '../lake/object-body.ts';
import { openFilesProblem } from '../lake/open-files.ts';
import { escapeUnprintable, printable, wordsOf } from '../printable.ts';
import { bodyError } from './body-error.ts';
import type { FileKind } from './file-system.ts';

/** What a folder store was doing. */
export type Action = 'list' | 'read' | 'remove' | 'write';

/** Error codes of the operating system for conditions that may pass. */
const PASSING = new Set(['EMFILE', 'ENFILE', 'EAGAIN', 'EBUSY', 'EINTR', 'ETIMEDOUT', 'ESTALE']);

/** Error codes of `link` on file systems without hard links, such as exFAT and some network shares. */
const NO_HARD_LINKS = new Set([
  'EINVAL',
  'EISDIR',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
  'EXDEV',
]);

/**
 * The `code` of an error of the operating system, such as `ENOENT`; `undefined` for any other error.
 *
 * @example
 * errorCode(Object.assign(new Error('no'), { code: 'ENOENT' })) // => 'ENOENT'
 */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Turns an error of the file system into a StoreError. Errors of Hourlake are returned as they are.
 *
 * @param lake the folder, as the user named it
 * @param key of the object, or the prefix that was listed
 */
export function folderError(
  action: Action,
  lake: string,
  key: string,
  error: unknown,
): HourlakeError {
  if (error instanceof HourlakeError) return error;
  if (error instanceof BodyError) return bodyError(pathOf(lake, key), key, error);
  const code = errorCode(error) ?? '';
  // As in a bucket, what is a folder is no object.
  const isMissing = ['ENOENT', 'EISDIR'].includes(code) && action === 'read';
  return new (isMissing ? MissingObjectError : StoreError)(
    messageFor(action, pathOf(lake, key), code, error),
    { key },
    { cause: error, retryable: PASSING.has(code) },
  );
}

/**
 * The error of a hard link that could not be made: a StoreError when the file system has no hard
 * links, else the error itself.
 *
 * @param lake the folder, as the user named it
 */
export function linkError(lake: string, key: string, error: unknown): unknown {
  if (!NO_HARD_LINKS.has(errorCode(error) ?? '')) return error;
  return new StoreError(
    {
      failed: `Could not write ${pathOf(lake, key)}, because its file system has no hard links`,
      got: oneLine(wordsOf(error)),
      advice:
        'Use another folder, all of it on one file system with hard links: ext4, XFS, Btrfs, APFS and NTFS have them; FAT, exFAT and some network file systems do not.',
    },
    { key },
    { cause: error },
  );
}

/**
 * The error for a directory entry of the wrong kind, such as a symbolic link, at a path of the lake.
 *
 * @param lake the folder, as the user named it
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
        'Move it away, or use another folder. The folder of a lake may be a symbolic link; links inside it are not followed.',
    },
    { key },
  );
}

/**
 * The error for a key that does not hold the bytes to be replaced.
 *
 * @param lake the folder, as the user named it
 * @param expected SHA-256 of the bytes to be replaced, in lower-case hexadecimal
 * @param found SHA-256 of the bytes under the key
 */
export function changedMeanwhile(
  lake: string,
  key: string,
  { expected, found }: { expected: string; found: string },
): DifferentObjectError {
  return new DifferentObjectError(
    {
      expected: `${pathOf(lake, key)} to still hold SHA-256 ${expected}`,
      got: `SHA-256 ${found}`,
      advice:
        'Nothing was overwritten. Find out which other program writes to the lake, and run the same command again.',
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

/** The name of a file may contain line breaks. */
function oneLine(text: string): string {
  return escapeUnprintable(printable(text));
}

function messageFor(
  action: Action,
  path: string,
  code: string,
  error: unknown,
): ErrorMessage | FailureMessage {
  const failed = `Could not ${action} ${path}`;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        failed: `There is no room on the disk for ${path}`,
        got: code,
        advice: 'What has landed is kept. Free some space and run the same command again.',
      };
    case 'EACCES':
    case 'EROFS':
      return {
        failed: `There is no permission to ${action} ${path}`,
        got: code,
        advice: 'Grant it to your user, or use another folder.',
      };
    case 'ELOOP':
      return {
        expected: `${path} to be a file or a folder of the lake itself`,
        got: 'a symbolic link',
        advice: 'Move it away, or use another folder.',
      };
    case 'ENOTDIR':
    case 'EISDIR':
      return {
        expected: `${path} to ${code === 'EISDIR' ? 'be a file' : 'be below folders'}`,
        got: code === 'EISDIR' ? 'a folder' : 'a file in the place of a folder',
        advice: 'Move it away, or use another folder.',
      };
    case 'ENOENT':
      return {
        failed,
        got: 'it does not exist',
        advice: 'Run "hourlake status" to see what the lake holds.',
      };
    default:
      return {
        failed,
        got: oneLine(wordsOf(error)),
        advice: 'What has landed is kept. Run the same command again.',
        ...openFilesProblem(code),
      };
  }
}
