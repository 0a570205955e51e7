import { wordsOf } from '../lib/printable.ts';

/**
 * Parses the command line. Invalid input ends the process with the message and exit code 2, without
 * a stack trace.
 */
export function typed<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`);
    process.exit(2);
  }
}
