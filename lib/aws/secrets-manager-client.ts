import type { SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { KeyError } from '../errors.ts';
import { regionOfArn } from './arn.ts';
import { awsErrorName } from './aws-error-facts.ts';
import { missingClient, secretsManagerError } from './key-errors.ts';
import type { SecretsManagerRequests } from './secrets-manager-requests.ts';

/** Settings of the SDK's client. What is left out comes from the AWS settings of the process. */
export type SecretsManagerConnection = SecretsManagerClientConfig;

/**
 * The requests about one secret. The client of the SDK, an optional peer dependency, is loaded by the
 * first request.
 *
 * @param secret name or ARN. An ARN also says the region.
 */
export function secretsManagerRequests(
  secret: string,
  connection: SecretsManagerConnection = {},
): SecretsManagerRequests {
  return {
    async getText() {
      const { SecretsManagerClient, GetSecretValueCommand } = await load();
      const region = regionOfArn(secret);
      const client = new SecretsManagerClient({
        ...(region === undefined ? {} : { region }),
        ...connection,
      });
      try {
        const answer = await client.send(new GetSecretValueCommand({ SecretId: secret }));
        return answer.SecretString ?? noText(secret);
      } catch (error) {
        if (error instanceof KeyError) throw error;
        if (awsErrorName(error) === 'ResourceNotFoundException') return undefined;
        const resource = `the secret ${secret}`;
        throw secretsManagerError(error, { action: 'secretsmanager:GetSecretValue', resource });
      } finally {
        client.destroy();
      }
    },
  };
}

function noText(secret: string): never {
  throw new KeyError({
    expected: `the secret ${secret} to be a text`,
    got: 'bytes',
    advice: 'Store the content of the key file as the text of the secret.',
  });
}

async function load(): Promise<typeof import('@aws-sdk/client-secrets-manager')> {
  try {
    return await import('@aws-sdk/client-secrets-manager');
  } catch (error) {
    const name = '@aws-sdk/client-secrets-manager';
    throw missingClient(error, 'The client of Secrets Manager', name);
  }
}
