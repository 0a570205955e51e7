/** Exit code of a command that failed. */
export const FAILURE = 1;

/** Exit code of a command that was called wrongly. */
export const USAGE = 2;

/** Exit code of `doctor` and `check` when something is wrong with what they looked at: the command itself worked. */
export const FINDINGS = 3;

/** Exit code of a command that Ctrl-C ended: 128 plus the number of SIGINT. */
export const INTERRUPTED = 130;
