import { OutputError } from '../../lib/errors.ts';

/** Error codes of a pipe or socket whose reader has closed it; `EOF` is that of Windows. */
const READER_GONE = new Set(['EPIPE', 'ECONNRESET', 'EOF']);

/**
 * Standard output, for results. The work of a command never depends on whether its results can be
 * written: after the first failure everything is dropped, and the command runs to its end.
 *
 * A reader that goes away, as `head` does, is not a failure: it has what it wanted, and the exit
 * code is that of the work. Any other error (a full disk, say) is what {@link finish} returns.
 */
export class ResultStream {
  readonly #target: NodeJS.WriteStream;
  readonly #closed = new AbortController();
  #failure: OutputError | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(target: NodeJS.WriteStream) {
    this.#target = target;
    // Without a listener, an error event ends the process. Each write gets its error as well.
    target.on('error', () => {});
  }

  /** Aborted when nothing that is printed arrives any more. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Resolves when the text is written, or dropped. */
  print(text: string | Uint8Array): Promise<void> {
    if (this.closed.aborted) return Promise.resolve();
    this.#last = new Promise((resolve) => {
      this.#target.write(text, (error) => {
        if (error) this.#close(error);
        resolve();
      });
    });
    return this.#last;
  }

  /** Waits for the last write, and returns why results could not be written, if so. */
  async finish(): Promise<OutputError | undefined> {
    await this.#last;
    return this.#failure;
  }

  #close(error: NodeJS.ErrnoException): void {
    if (this.closed.aborted) return;
    this.#closed.abort();
    if (READER_GONE.has(error.code ?? '')) return;
    this.#failure = new OutputError(
      {
        expected: 'to write to standard output',
        got: error.message,
        advice: 'Send the output to a file or pipe that has room, and run the command again.',
      },
      { cause: error },
    );
  }
}
