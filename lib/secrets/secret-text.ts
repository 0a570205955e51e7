import { InputError, KeyError } from '../errors.ts';
import { awsSecretText, parseAwsSecret } from './aws-secret-key.ts';
import type { Environment } from './env-key.ts';
import { readPrivateFile } from './file-key.ts';
import { gcpSecretText, parseGcpSecret } from './gcp-secret-key.ts';

/** What references to secrets are resolved with. */
export interface SecretPlaces {
  readonly environment: Environment;
  /** Makes a path absolute. */
  readonly resolvePath: (path: string) => string;
}

/** Reads what stands behind the colon; `undefined` where there is nothing. */
type Read = (rest: string, places: SecretPlaces) => Promise<string | undefined>;

/** Each kind of reference, by what stands in front of its first colon. */
const schemes: Readonly<Record<string, Read>> = {
  env: async (name, { environment }) => environment[name],
  file: (path, { resolvePath }) => readPrivateFile(resolvePath(path), `file:${path}`),
  async aws(name) {
    const secret = parseAwsSecret(name);
    return secret && awsSecretText(secret);
  },
  async gcp(name) {
    const secret = parseGcpSecret(name);
    return secret && gcpSecretText(secret);
  },
};

/**
 * Whether a text is a reference to a secret: `env:NAME`, `file:PATH`, `aws:NAME#field` or
 * `gcp:projects/P/secrets/S#field`.
 *
 * @example
 * isSecretReference('env:MY_URL') // => true
 * isSecretReference('postgres://localhost/lake') // => false
 */
export function isSecretReference(text: string): boolean {
  return new RegExp(`^(${Object.keys(schemes).join('|')}):.`, 's').test(text);
}

/**
 * The text of a secret, without white space around it.
 *
 * @param reference such as `env:NAME`, `file:PATH` (of mode 600), `aws:NAME#field` or
 *   `gcp:projects/P/secrets/S#field`
 * @param what it is, for the error: `the URL of a database`
 * @throws InputError when the text is not such a reference; KeyError when there is no such secret, or it
 *   cannot be read. No message contains the secret.
 * @example
 * await readSecret('env:MY_URL', 'a URL', { environment: { MY_URL: ' a ' }, resolvePath: (path) => path }) // => 'a'
 */
export async function readSecret(
  reference: string,
  what: string,
  places: SecretPlaces,
): Promise<string> {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.+)$/s.exec(reference) ?? [];
  const read = Object.hasOwn(schemes, scheme) ? schemes[scheme] : undefined;
  if (read === undefined) {
    throw new InputError({
      expected: `where ${what} is kept: env:NAME, file:PATH, aws:NAME#field or gcp:projects/P/secrets/S#field`,
      got: `${reference.length} characters that name none of these`,
      advice: 'Name the place, never the secret itself.',
    });
  }
  const text = (await read(rest, places))?.trim() ?? '';
  if (text !== '') return text;
  throw new KeyError({
    expected: `${what} in ${reference}`,
    got: 'nothing',
    advice: 'Put it there, or name another place.',
  });
}
