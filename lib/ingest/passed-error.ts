import * as errors from '../errors.ts';

/**
 * An error as plain data: what passes from one thread to another loses its class and its fields
 * otherwise.
 */
export interface PassedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** What our errors carry beside: expected, got, advice, and the facts of their kind. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly cause: PassedError | undefined;
}

const kinds = new Map<string, object>(
  Object.entries(errors).map(([name, kind]) => [name, kind.prototype]),
);

/**
 * Makes plain data of whatever was thrown.
 *
 * @example
 * const error = new InputError({ expected: 'a seed', got: 'none', advice: 'Pass one.' });
 * restoredError(passedError(error)) instanceof InputError // => true
 */
export function passedError(thrown: unknown): PassedError {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { name, message, stack, cause } = error;
  return {
    name,
    message,
    stack,
    // The causes of ours come from packages: their fields may hold what cannot pass.
    facts: error instanceof errors.HourlakeError ? { ...error } : {},
    cause: cause === undefined ? undefined : passedError(cause),
  };
}

/** The error that {@link passedError} was made of: of its class when it is one of ours. */
export function restoredError({ name, message, stack, facts, cause }: PassedError): Error {
  const error = new Error(message, cause === undefined ? {} : { cause: restoredError(cause) });
  Object.setPrototypeOf(error, kinds.get(name) ?? Error.prototype);
  return Object.assign(error, facts, { name, stack });
}
