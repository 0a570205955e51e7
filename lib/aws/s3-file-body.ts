import { Readable, type Writable } from 'node:stream';
import type { NewObject } from '../lake/object.ts';
import { piecesOf } from '../lake/object-body.ts';

const PIECE_BYTES = 1024 * 1024;

/** A step of the SDK, as far as it is used here. */
type Step<Input, Output> = (input: Input) => Promise<Output>;

/**
 * A step of the SDK that signs a request for a body with this SHA-256, which the SDK then does not
 * compute from the body that it sees.
 *
 * @param sha256 in lower-case hexadecimal
 */
export function signedAs(sha256: string) {
  return <Input extends { readonly request: unknown }, Output>(
    next: Step<Input, Output>,
  ): Step<Input, Output> =>
    (input) => {
      const { headers } = Object(input.request);
      Object.assign(headers, { 'x-amz-content-sha256': sha256 });
      return next(input);
    };
}

/**
 * A step of the SDK that sends the file of an object as the body of each attempt, opened anew each
 * time. It belongs below the retries and the signature, for which the body is empty.
 */
export function sendingFile(object: NewObject) {
  return <Input extends { readonly request: unknown }, Output>(
    next: Step<Input, Output>,
  ): Step<Input, Output> =>
    async (input) => {
      const body = new FileStream(object);
      try {
        return await next({ ...input, request: { ...Object(input.request), body } });
      } finally {
        body.destroy();
      }
    };
}

/**
 * The bytes of a file on their way into a request. `pipe` alone would leave the request waiting for
 * ever when the file cannot be read or does not match, and the file open when the response comes
 * before the end of the body: here the request ends with its source.
 */
class FileStream extends Readable {
  readonly #pieces: AsyncGenerator<Uint8Array>;
  #request: Writable | undefined;

  constructor(object: NewObject) {
    super();
    this.#pieces = piecesOf(object, PIECE_BYTES);
  }

  override pipe<Destination extends NodeJS.WritableStream>(
    request: Destination,
    options?: { end?: boolean },
  ): Destination {
    this.#request = request as unknown as Writable;
    return super.pipe(request, options);
  }

  override _read(): void {
    this.#pieces.next().then(
      ({ done, value }) => {
        if (!this.destroyed) this.push(done === true ? null : value);
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.readableEnded) this.#request?.destroy(error ?? undefined);
    // The error has reached the request: nobody listens to the stream itself.
    this.#pieces.return(undefined).then(
      () => done(),
      () => done(),
    );
  }
}
