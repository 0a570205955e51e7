import type { Context } from './context.ts';

/**
 * The context with a clock that begins at an instant.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z. Default: the clock stays as it is.
 */
export function inTime(context: Context, instant: number | undefined): Context {
  if (instant === undefined) return context;
  const began = context.now();
  return { ...context, now: () => instant + context.now() - began };
}
