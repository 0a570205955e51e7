import { type SecretManagerOptions, secretManagerText } from '../gcp/secret-manager.ts';
import type { KeyProvider } from './key-provider.ts';
import { parseKeyText } from './key-text.ts';
import { fieldOfSecret } from './secret-field.ts';

/** A secret in Secret Manager of Google Cloud, or a field of it. */
export interface GcpSecretName {
  /** `projects/P/secrets/S` */
  readonly secret: string;
  /** Its version: a number, or an alias. Default: `latest`. */
  readonly version?: string | undefined;
  /** The field that is meant, in a secret that is a JSON object. Default: the secret is the text. */
  readonly field?: string | undefined;
}

/** Project ids may have the domain of an organization in front; project numbers are accepted as well. */
const REFERENCE =
  /^(projects\/[a-z0-9.:-]{1,128}\/secrets\/[\w-]{1,255})(?:\/versions\/([\w-]{1,64}))?(?:#(.{1,256}))?$/;

const LATEST = 'latest';

/**
 * Reads what follows `gcp:` in a reference: `projects/P/secrets/S`, with `/versions/V` and `#field` behind it
 * or not; `undefined` when it is something else.
 *
 * @example
 * parseGcpSecret('projects/p/secrets/db/versions/3#url') // => { secret: 'projects/p/secrets/db', version: '3', field: 'url' }
 * parseGcpSecret('db') // => undefined
 */
export function parseGcpSecret(text: string): GcpSecretName | undefined {
  const [, secret, version, field] = REFERENCE.exec(text) ?? [];
  return secret === undefined ? undefined : { secret, version, field };
}

/** A key in Secret Manager, as `keyText` writes it. */
export function gcpSecretKey(name: GcpSecretName, options: SecretManagerOptions = {}): KeyProvider {
  const { secret, version, field } = name;
  const place = `gcp:${secret}${version === undefined ? '' : `/versions/${version}`}${field === undefined ? '' : `#${field}`}`;
  return {
    name: place,
    advice: `Store the text of a key file in Secret Manager of Google Cloud, as ${field === undefined ? '' : `the field ${field} of `}the secret ${secret}.`,
    async find() {
      const found = await gcpSecretText(name, options);
      return found === undefined ? undefined : parseKeyText(found, place);
    },
  };
}

/**
 * The text of a secret in Secret Manager, or of a field of it; `undefined` where there is none.
 *
 * @throws KeyError when it cannot be read.
 */
export async function gcpSecretText(
  { secret, version = LATEST, field }: GcpSecretName,
  options: SecretManagerOptions = {},
): Promise<string | undefined> {
  const text = await secretManagerText(`${secret}/versions/${version}`, options);
  return text === undefined || field === undefined ? text : fieldOfSecret(text, field, secret);
}
