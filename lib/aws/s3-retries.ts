/** The sign by which the SDK knows what to try again: it looks for it on the error itself. */
export function markedRetryable(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { $retryable: {} }) : error;
}

/**
 * The same step of the SDK, which tries again what met a conflict. S3: "uploads may be retried after
 * receiving a 409". Not so the end of a multipart upload.
 */
export function retryingConflicts<Input, Output>(
  next: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await next(input);
    } catch (error) {
      const isConflict = error instanceof Error && error.name === 'ConditionalRequestConflict';
      throw isConflict ? markedRetryable(error) : error;
    }
  };
}
