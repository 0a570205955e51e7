/**
 * The port to where a key is kept: an environment variable, a file, a key service.
 * Every implementation passes the suite in `test/contracts/key-provider-contract.ts`.
 */
export interface KeyProvider {
  /** Where the key is kept, as a person names it: `env:HOURLAKE_BRONZE_KEY`, `file:bronze.key`. */
  readonly name: string;

  /** What to do where there is no key, in one or more whole sentences. */
  readonly advice: string;

  /**
   * The key, 64 bytes; `undefined` where there is none.
   *
   * @throws KeyError when something is there and it is not usable as a key.
   */
  find(): Promise<Uint8Array | undefined>;

  /**
   * Makes a key where there is none. If several processes make one at the same time, all get the same
   * key: those that come later read that of the first. Left out where only a person makes keys.
   *
   * @throws KeyError when it cannot be kept.
   */
  readonly make?: () => Promise<Uint8Array>;
}
