import { Writable } from 'node:stream';
import type { Terminal } from './terminal.ts';

/**
 * Standard error, for progress and notices: what a person may watch, and the work does not depend
 * on. Text that cannot be written (a full disk, a closed pipe or terminal) is dropped.
 */
export class ProgressStream extends Writable {
  /** Whether lines can be drawn over. The name is the one that cli-progress asks for. */
  readonly isTTY: boolean;
  readonly #target: NodeJS.WriteStream;

  constructor(target: NodeJS.WriteStream, { draws }: Pick<Terminal, 'draws'>) {
    super({ decodeStrings: false });
    this.isTTY = draws;
    this.#target = target;
    // Without a listener, an error event ends the process.
    target.on('error', () => {});
  }

  /** Columns of the terminal now; `undefined` where there is none, or it does not tell. */
  get columns(): number | undefined {
    return this.#target.columns > 0 ? this.#target.columns : undefined;
  }

  override _write(chunk: string | Uint8Array, _encoding: unknown, taken: () => void): void {
    this.#target.write(chunk);
    // At once, so that text is in order with what others write to the same stream.
    taken();
  }
}
