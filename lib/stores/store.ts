import type { ByteRange, NewObject } from '../lake/object.ts';

/**
 * The port to what holds objects by key: a folder or a bucket. Keys use `/` everywhere.
 * Every implementation passes the suite in `test/contracts/store-contract.ts`.
 *
 * Every method throws StoreError, whose `retryable` says whether a later attempt may succeed.
 */
export interface Store {
  /** The store as the user named it: `./lake`, `s3://bucket`. */
  readonly name: string;

  /**
   * The keys of all objects whose key begins with `prefix` and a slash, or of all objects for `''`,
   * in one pass. A folder that does not exist yet is empty: it is created when the first object lands.
   * A bucket that does not exist is an error: stores never create buckets.
   */
  list(prefix: string): AsyncIterable<string>;

  /** Size of an object, in bytes. */
  size(key: string): Promise<number>;

  /** The bytes of an object, or a range of them; a range that passes the end is cut there. */
  read(key: string, range?: ByteRange): Promise<Uint8Array>;

  /**
   * Stores an object under a key that must be free, completely or not at all. Never overwrites:
   * what is under the key stays as it is. The caller decides whether `taken` is an error.
   *
   * @returns `created`; `identical` when the key already holds the same bytes; or `taken` when it
   *   holds other bytes.
   * @throws StoreError also when the body of the object does not match its size or SHA-256; nothing
   *   is stored then.
   */
  putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical' | 'taken'>;

  /**
   * Stores an object in the place of another one, completely or not at all: readers see the one or
   * the other. Compare-and-swap: only the bytes that the caller has seen are replaced.
   *
   * @param expected SHA-256 of the bytes to be replaced, in lower-case hexadecimal
   * @returns `replaced`, or `identical` when the key already holds the bytes of the object.
   * @throws DifferentObjectError when the key holds other bytes, which stay as they are; StoreError
   *   when it holds none.
   */
  replace(key: string, object: NewObject, expected: string): Promise<'replaced' | 'identical'>;

  /**
   * Removes the object under a key, whatever its bytes: callers remove what has expired. Folders of
   * the key that are empty then are removed as well. Left out where the store expires objects itself,
   * as a bucket with a lifecycle rule does, so that no credentials need to delete.
   *
   * @returns whether there was an object; another process may have been first.
   */
  remove?(key: string): Promise<boolean>;

  /**
   * Removes the object under a key for good, with all its versions where the store keeps versions:
   * only for what a person wants forgotten. Needs more permissions than a run has.
   *
   * @returns whether there was anything to remove.
   */
  erase?(key: string): Promise<boolean>;

  /**
   * Returns when an object would survive a loss of power: before anything is made from it, and its
   * origin is removed. Left out where every object does that was stored.
   */
  persist?(key: string): Promise<void>;

  /**
   * Counts leftovers of killed writers and changes nothing; 0 where the store removes them itself.
   * Files that a living process may still be writing do not count.
   */
  leftovers(): Promise<number>;

  /**
   * Removes what killed writers left behind, and returns how many leftovers that were; 0 where the
   * store removes them itself.
   */
  sweep(): Promise<number>;
}
