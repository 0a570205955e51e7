/**
 * Makes something when it is first asked for, and gives the same one ever after. A failure is not
 * remembered: whoever asks next has it made again.
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
