/**
 * A clock that shows an instant now, and goes on as another clock does.
 *
 * @param instant milliseconds since 1970-01-01T00:00:00Z. Default: the clock stays as it is.
 * @example
 * const clock = clockFrom(() => 5_000, 1_000)
 * clock() // => 1_000
 */
export function clockFrom(now: () => number, instant: number | undefined): () => number {
  if (instant === undefined) return now;
  const began = now();
  return () => instant + now() - began;
}
