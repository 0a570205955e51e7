import { InputError } from '../errors.ts';
import { awsSecretKey, parseAwsSecret } from './aws-secret-key.ts';
import { type Environment, envKey } from './env-key.ts';
import { fileKey } from './file-key.ts';
import { gcpSecretKey, parseGcpSecret } from './gcp-secret-key.ts';
import type { KeyProvider } from './key-provider.ts';
import { isKmsKeyName, type KmsKeyLake, kmsKey } from './kms-key.ts';

/** What references to keys are resolved with. */
export interface KeyPlaces {
  readonly environment: Environment;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
  /** The bucket in which a wrapped key lies. Default: none, and no reference to KMS is accepted. */
  readonly lake?: KmsKeyLake | undefined;
}

/** Opens what stands behind the colon; `undefined` when it does not name a place. */
type Open = (rest: string, places: KeyPlaces) => KeyProvider | undefined;

/** Each kind of reference, by what stands in front of its first colon. */
const schemes: Readonly<Record<string, Open>> = {
  env: (name, { environment }) => (/^\w+$/.test(name) ? envKey(name, environment) : undefined),
  file: (path, { resolvePath }) => fileKey(resolvePath(path), { name: path }),
  aws(name) {
    const secret = parseAwsSecret(name);
    return secret && awsSecretKey(secret);
  },
  gcp(name) {
    const secret = parseGcpSecret(name);
    return secret && gcpSecretKey(secret);
  },
  kms: (name, { lake }) => (isKmsKeyName(name) ? kmsKey(name, lake ?? noBucket()) : undefined),
};

/**
 * Opens the place that a reference names: `env:NAME`, `file:PATH`, `aws:NAME#field` (AWS Secrets
 * Manager), `gcp:projects/P/secrets/S#field` (Secret Manager of Google Cloud) or `kms:KEY` (a KMS key that
 * wraps the key of the lake).
 *
 * @throws InputError when the text is not such a reference, or names a KMS key for a lake that is not
 *   in a bucket. The message does not repeat it, because it may be the key itself.
 * @example
 * openKey('env:MY_KEY', { environment: {}, resolvePath: (path) => path }).name // => 'env:MY_KEY'
 */
export function openKey(reference: string, places: KeyPlaces): KeyProvider {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.+)$/s.exec(reference) ?? [];
  const open = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  const provider = open?.(rest, places);
  if (provider !== undefined) return provider;
  throw new InputError({
    expected:
      'where a key is kept, such as env:HOURLAKE_BRONZE_KEY, file:bronze.key, aws:a-secret, gcp:projects/a-project/secrets/a-secret or kms:alias/a-key',
    got: `${reference.length} characters that name none of these`,
    advice: 'Name the place of the key, never the key itself.',
  });
}

/** A wrapped key is bound to the URL of its lake; a folder has none that stays. */
function noBucket(): never {
  throw new InputError({
    expected: 'a lake in a bucket, such as s3://my-lake, for a key that KMS wraps',
    got: 'a lake in a folder',
    advice: 'Name the lake, or keep the key in a file, a variable or AWS Secrets Manager.',
  });
}
