import { kmsRequests } from '../aws/kms-client.ts';
import type { KmsRequests } from '../aws/kms-requests.ts';
import { KeyError, StoreError } from '../errors.ts';
import { objectOf } from '../lake/object.ts';
import { WRAPPED_KEYS, wrappedKeyKey } from '../lake/object-key.ts';
import { sha256 } from '../lake/sha256.ts';
import { KEY_BYTES, KEY_VERSION } from '../model/source-key.ts';
import type { Store } from '../stores/store.ts';
import type { KeyProvider } from './key-provider.ts';
import { LARGEST_WRAPPED_KEY, parseWrappedKey, wrappedKeyBytes } from './wrapped-key.ts';

/** The lake in which a wrapped key lies. */
export interface KmsKeyLake {
  readonly store: Pick<Store, 'list' | 'read' | 'putIfAbsent'>;
  /** URL of the lake, which the wrapped key is bound to: `s3://bucket`, `s3://bucket/some/folder`. */
  readonly url: string;
}

/** The name in the encryption context that holds the URL of the lake. */
export const LAKE_CONTEXT = 'hourlake:lake';

/** Id of a KMS key (of one region or several), an alias, or the ARN of either. */
const KMS_KEY =
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/[\w-]+|alias\/[\w/-]+)|alias\/[\w/-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/**
 * Whether a text names a KMS key.
 *
 * @example
 * isKmsKeyName('alias/hourlake-bronze') // => true
 */
export function isKmsKeyName(text: string): boolean {
  return KMS_KEY.test(text);
}

/**
 * A key that lies in the lake, wrapped by a KMS key. To open it takes read access to the lake, and
 * `kms:Decrypt` with the encryption context of the lake. It is made at the first use.
 *
 * @param kmsKey id, alias or ARN of the KMS key
 * @param requests Default: those of the SDK, with the AWS settings of the process.
 */
export function kmsKey(
  kmsKey: string,
  { store, url }: KmsKeyLake,
  requests: KmsRequests = kmsRequests({ keyId: kmsKey, context: { [LAKE_CONTEXT]: url } }),
): KeyProvider {
  const key = wrappedKeyKey(KEY_VERSION);
  const place = `${url}/${key}`;

  async function find(): Promise<Uint8Array | undefined> {
    const bytes = await keyErrors(() => readIfThere(store, key), `Could not read ${place}`);
    if (bytes === undefined) return undefined;
    return checkLength(await requests.decrypt(parseWrappedKey(bytes, place)), place);
  }

  return {
    name: `kms:${kmsKey}`,
    advice: `Restore ${place}, which holds the key.`,
    find,
    async make() {
      const wrapped = await requests.generateDataKey(KEY_BYTES);
      const bytes = wrappedKeyBytes({ kmsKey, context: { [LAKE_CONTEXT]: url }, wrapped });
      await keyErrors(
        () => store.putIfAbsent(key, objectOf(bytes, sha256(bytes))),
        `Could not keep a new key in ${place}`,
      );
      // What counts is the key that lies in the lake: another run may have been first. And what cannot
      // be opened now could not be opened later either.
      const made = await find();
      if (made !== undefined) return made;
      throw new KeyError({
        failed: `Could not keep a new key in ${place}`,
        got: 'the object is gone again',
        advice: 'Something else removes it. Restore the object, and run the same command again.',
      });
    },
  };
}

/** Listed first: only an object that is not there may be made. */
async function readIfThere(
  store: KmsKeyLake['store'],
  key: string,
): Promise<Uint8Array | undefined> {
  for await (const there of store.list(WRAPPED_KEYS)) {
    if (there === key) return store.read(key, { offset: 0, length: LARGEST_WRAPPED_KEY });
  }
  return undefined;
}

/** Without its key much can still be said about a lake: what its store could not do is an error of the key. */
async function keyErrors<Result>(ask: () => Promise<Result>, failed: string): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { message, advice, retryable } = error;
    const got = message.slice(0, -advice.length).replace(/\. $/, '');
    throw new KeyError({ failed, got, advice }, { cause: error, retryable });
  }
}

function checkLength(key: Uint8Array, place: string): Uint8Array {
  if (key.length === KEY_BYTES) return key;
  throw new KeyError({
    expected: `a key of ${KEY_BYTES} bytes in ${place}`,
    got: `${key.length} bytes`,
    advice: 'Something else was wrapped. Restore the object from its older version.',
  });
}
