/** Marks an error for the SDK, which retries what carries this field. */
export function markedRetryable(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { $retryable: {} }) : error;
}

/**
 * A step of the SDK that makes it retry a conditional put or delete after a conflict. S3: "uploads may be
 * retried after receiving a 409". Not for the end of a multipart upload, which needs its parts again.
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
