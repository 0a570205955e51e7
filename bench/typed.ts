import { wordsOf } from '../lib/printable.ts';

/** Reads what was typed; where that cannot be used, ends with its message and code 2, without a stack. */
export function typed<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`);
    process.exit(2);
  }
}
