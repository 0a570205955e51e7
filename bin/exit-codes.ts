/** What a command ends with when something failed. */
export const FAILURE = 1;

/** What a command ends with that was called in a way it does not understand. */
export const USAGE = 2;

/** What `doctor` ends with when something is wrong with the lake: it could look, and this is no failure of it. */
export const FINDINGS = 3;

/** What a command ends with that Ctrl-C ended: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;
