import { parameterRequests } from '../aws/parameter-client.ts';
import { secretsManagerRequests } from '../aws/secrets-manager-client.ts';
import type { SecretsManagerRequests } from '../aws/secrets-manager-requests.ts';
import type { KeyProvider } from './key-provider.ts';
import { parseKeyText } from './key-text.ts';
import { fieldOfSecret } from './secret-field.ts';

/** A secret in AWS Secrets Manager or a parameter of Systems Manager, or a field of it. */
export interface AwsSecretName {
  /** Name or ARN; of a parameter with `ssm:` in front. */
  readonly secret: string;
  /** The field that holds the key, in a secret that is a JSON object. Default: the secret is the key. */
  readonly field?: string | undefined;
}

/** In front of the name of a parameter of Systems Manager. */
export const PARAMETER = 'ssm:';

/** Characters of names and ARNs of secrets. An ARN has colons. */
const REFERENCE = /^([\w/+=.@:-]{1,512})(?:#(.{1,256}))?$/;

/**
 * Reads what follows `aws:` in a reference: `NAME`, `NAME#field`, an ARN in place of the name, or
 * `ssm:NAME` for a parameter of Systems Manager; `undefined` when it is none of these.
 *
 * @example
 * parseAwsSecret('lake/bronze#key') // => { secret: 'lake/bronze', field: 'key' }
 * parseAwsSecret('ssm:/lake/url') // => { secret: 'ssm:/lake/url', field: undefined }
 */
export function parseAwsSecret(text: string): AwsSecretName | undefined {
  const [, secret, field] = REFERENCE.exec(text) ?? [];
  return secret === undefined ? undefined : { secret, field };
}

/**
 * A key in AWS Secrets Manager or Systems Manager, as `keyText` writes it.
 *
 * @param requests Default: those of the SDK, with the AWS settings of the process.
 */
export function awsSecretKey(
  { secret, field }: AwsSecretName,
  requests: SecretsManagerRequests = requestsFor(secret),
): KeyProvider {
  const place = `aws:${secret}${field === undefined ? '' : `#${field}`}`;
  return {
    name: place,
    advice: `Store the text of a key file in ${secret.startsWith(PARAMETER) ? 'AWS Systems Manager' : 'AWS Secrets Manager'}, as ${field === undefined ? '' : `the field ${field} of `}${nameOf(secret)}.`,
    async find() {
      const found = await awsSecretText({ secret, field }, requests);
      return found === undefined ? undefined : parseKeyText(found, place);
    },
  };
}

/**
 * The text of a secret in AWS Secrets Manager or Systems Manager, or of a field of it; `undefined` where
 * there is none.
 *
 * @param requests Default: those of the SDK, with the AWS settings of the process.
 * @throws KeyError when it cannot be read.
 */
export async function awsSecretText(
  { secret, field }: AwsSecretName,
  requests: SecretsManagerRequests = requestsFor(secret),
): Promise<string | undefined> {
  const text = await requests.getText();
  return text === undefined || field === undefined ? text : fieldOfSecret(text, field, secret);
}

function requestsFor(secret: string): SecretsManagerRequests {
  return secret.startsWith(PARAMETER)
    ? parameterRequests(secret.slice(PARAMETER.length))
    : secretsManagerRequests(secret);
}

function nameOf(secret: string): string {
  return secret.startsWith(PARAMETER)
    ? `the parameter ${secret.slice(PARAMETER.length)}`
    : `the secret ${secret}`;
}
