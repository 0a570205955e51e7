/** Bytes of the key of a lake. */
export const KEY_BYTES = 64;

/**
 * Version of the key, which every token states. There is one version until a lake can have several
 * keys.
 */
export const KEY_VERSION = 1;

/** The key of a lake, as a source that protects values with it gets it. */
export interface SourceKey {
  /**
   * Tells the key that the objects of the job are made with from others, and says nothing about it;
   * `undefined` before there is one.
   */
  readonly id: string | undefined;
  /** Why the key cannot be used; `undefined` when it can. */
  readonly problem?: Error | undefined;

  /**
   * The key, {@link KEY_BYTES} bytes.
   *
   * @throws KeyError when this process has no key, or another one than the objects were made with.
   */
  bytes(): Uint8Array;
}
