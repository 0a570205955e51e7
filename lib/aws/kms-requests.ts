/** Public facts that a wrapped key is bound to: only a request with the same ones opens it. */
export type EncryptionContext = Readonly<Record<string, string>>;

/**
 * What is asked of KMS about one of its keys and one encryption context. Every call throws KeyError,
 * after the retries of the SDK.
 */
export interface KmsRequests {
  /**
   * Makes a random data key, and returns it wrapped.
   *
   * @param bytes length of the key
   */
  generateDataKey(bytes: number): Promise<Uint8Array>;
  /** Opens a data key that this KMS key wrapped with this encryption context. */
  decrypt(wrapped: Uint8Array): Promise<Uint8Array>;
}
