/** What a command ends with when something failed. */
export const FAILURE = 1;

/** What a command ends with that was called in a way it does not understand. */
export const USAGE = 2;

/** What a command ends with that Ctrl-C ended: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;
