import { printable, wordsOf } from '../../lib/printable.ts';

/** Error codes of a process, or a machine, that has as many files open as it may. */
const TOO_MANY_OPEN_FILES = new Set(['EMFILE', 'ENFILE']);

/**
 * The message of an error that no part of Hourlake turned into one of its own: a limit of the
 * system or an incomplete installation where it is one, else a request to report it.
 */
export function unexpectedMessage(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = printable(wordsOf(error));
  if (TOO_MANY_OPEN_FILES.has(code)) {
    return `Hourlake needs to open more files at once than the system allows (${code}). Raise the limit, for example with "ulimit -n 1024", and run the command again.`;
  }
  // Node.js also says so when it may not open one more file to look for the module.
  if (code === 'ERR_MODULE_NOT_FOUND') {
    return `Hourlake could not load a part of its own code: ${words}. Install it again (in a checkout: "npm ci"). If it is installed completely, raise the limit of open files, for example with "ulimit -n 1024".`;
  }
  return `Unexpected: ${words}. Please report it, with what --debug prints.`;
}
