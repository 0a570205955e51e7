import { printable, wordsOf } from '../../lib/printable.ts';

/** Error codes of a process, or a machine, that has as many files open as it may. */
const TOO_MANY_OPEN_FILES = new Set(['EMFILE', 'ENFILE']);

/**
 * The message of an error that no part of Hourlake turned into one of its own: a limit of the
 * system where it is one, else a request to report it.
 */
export function unexpectedMessage(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && TOO_MANY_OPEN_FILES.has(code)) {
    return `Hourlake needs to open more files at once than the system allows (${code}). Raise the limit, for example with "ulimit -n 1024", and run the command again.`;
  }
  return `Unexpected: ${printable(wordsOf(error))}. Please report it, with what --debug prints.`;
}
