import * as errors from '../../errors.ts';
import { wordsOf } from '../../printable.ts';

/**
 * An error as plain data. An error that is passed from one thread to another loses its class and its
 * fields otherwise.
 */
export interface PassedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** What errors of Hourlake also carry: expected, got, advice, and the facts of their class. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly cause: PassedError | undefined;
}

const MOST_CAUSES = 8;

const kinds = new Map<string, object>(
  Object.entries(errors).map(([name, kind]) => [name, kind.prototype]),
);

/**
 * Turns anything that was thrown into plain data.
 *
 * @example
 * const error = new InputError({ expected: 'a seed', got: 'none', advice: 'Pass one.' });
 * restoredError(passedError(error)) instanceof InputError // => true
 */
export function passedError(thrown: unknown): PassedError {
  return passed(thrown, MOST_CAUSES);
}

/** @param causes the most that pass: an error may be its own cause */
function passed(thrown: unknown, causes: number): PassedError {
  const error = thrown instanceof Error ? thrown : new Error(wordsOf(thrown));
  const { name, stack, cause } = error;
  return {
    name: String(name),
    message: wordsOf(error),
    stack: typeof stack === 'string' ? stack : undefined,
    // Causes come from packages: their fields may hold what cannot be passed.
    facts: error instanceof errors.HourlakeError ? { ...error } : {},
    cause: cause === undefined || causes === 0 ? undefined : passed(cause, causes - 1),
  };
}

/** The error that {@link passedError} was made from, with its class if it is one of Hourlake's. */
export function restoredError({ name, message, stack, facts, cause }: PassedError): Error {
  const error = new Error(message, cause === undefined ? {} : { cause: restoredError(cause) });
  Object.setPrototypeOf(error, kinds.get(name) ?? Error.prototype);
  return Object.assign(error, facts, { name, stack });
}
