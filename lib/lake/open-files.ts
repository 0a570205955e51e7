/** How an error about too many open files reads. */
export interface OpenFilesProblem {
  /** Completes "...: ". */
  readonly got: string;
  readonly advice: string;
}

/**
 * Explains the error codes for too many open files; `undefined` for any other code.
 *
 * @param code of the operating system: `EMFILE`
 *
 * @example
 * openFilesProblem('ENOENT') // => undefined
 */
export function openFilesProblem(code: string): OpenFilesProblem | undefined {
  switch (code) {
    case 'EMFILE':
      return {
        got: 'this process has reached its limit of open files and sockets (EMFILE)',
        advice:
          '"ulimit -n" shows the limit. Raise it, for instance with "ulimit -n 1024", and run the same command again.',
      };
    case 'ENFILE':
      return {
        got: 'this machine has reached its limit of open files and sockets (ENFILE)',
        advice:
          'Close other programs or raise the limit of the machine (fs.file-max on Linux); "ulimit -n" limits a single process. Then run the same command again.',
      };
    default:
      return undefined;
  }
}
