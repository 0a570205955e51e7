import type { ByteRange, NewObject } from '../lake/object.ts';

/**
 * The port to whatever holds objects by key: a folder, a bucket. Keys use `/` everywhere.
 * Every implementation passes the suite in `test/contracts/store-contract.ts`.
 *
 * Every method throws StoreError, whose `retryable` says whether a later try may succeed.
 */
export interface Store {
  /** How a person names it: `./lake`, `s3://bucket`. */
  readonly name: string;

  /**
   * The keys of all objects whose key begins with `prefix` and a slash, or of all objects for `''`,
   * in one pass. A folder that does not exist yet is empty: it is made when the first object lands.
   * A bucket that does not exist is an error: nothing here makes buckets.
   */
  list(prefix: string): AsyncIterable<string>;

  /** Size of an object, in bytes. */
  size(key: string): Promise<number>;

  /** An object's bytes, or a range of them; a range that passes the end gives what there is. */
  read(key: string, range?: ByteRange): Promise<Uint8Array>;

  /**
   * Lands an object under a key that must be free, whole or not at all, whatever happens meanwhile.
   *
   * @returns `created`, or `identical` when the key already holds the very same bytes.
   * @throws DifferentObjectError when the key holds other bytes, which stay as they are.
   */
  putIfAbsent(key: string, object: NewObject): Promise<'created' | 'identical' | 'taken'>;

  /**
   * Lands an object in the place of another one, whole or not at all: readers meet the one or the
   * other. Only the very bytes that the caller has seen there give way.
   *
   * @param expected SHA-256 of the bytes that are to go, in lower-case hexadecimal
   * @returns `replaced`, or `identical` when the key already holds the bytes of the object.
   * @throws DifferentObjectError when the key holds other bytes, which stay as they are; StoreError
   *   when it holds none.
   */
  replace(key: string, object: NewObject, expected: string): Promise<'replaced' | 'identical'>;

  /**
   * How many leftovers of killed writers there are, without a change to the store: 0 where the
   * store itself sees to them. What a running writer may still be at is none.
   */
  leftovers(): Promise<number>;

  /**
   * Removes what writers that were killed left behind; gives how many leftovers it removed: 0 where
   * the store itself sees to them.
   */
  sweep(): Promise<number>;
}
