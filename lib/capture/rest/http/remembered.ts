/**
 * Makes something at the first call, and returns the same one from then on. A failure is not remembered:
 * the next call tries again.
 *
 * @example
 * await remembered(async () => 1)() // => 1
 */
export function remembered<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
