import type { SSMClientConfig } from '@aws-sdk/client-ssm';
import { regionOfArn } from './arn.ts';
import { awsErrorName } from './aws-error-facts.ts';
import { missingClient, parameterError } from './key-errors.ts';
import type { SecretsManagerRequests } from './secrets-manager-requests.ts';

/** Settings of the SDK's client. What is left out comes from the AWS settings of the process. */
export type ParameterConnection = SSMClientConfig;

/**
 * The requests about one parameter of Systems Manager, which is decrypted if it is a secure one. The
 * client of the SDK, an optional peer dependency, is loaded by the first request.
 *
 * @param name `/lake/postgres-url`, or an ARN, which also says the region
 */
export function parameterRequests(
  name: string,
  connection: ParameterConnection = {},
): SecretsManagerRequests {
  return {
    async getText() {
      const { SSMClient, GetParameterCommand } = await load();
      const region = regionOfArn(name);
      const client = new SSMClient({ ...(region === undefined ? {} : { region }), ...connection });
      try {
        const command = new GetParameterCommand({ Name: name, WithDecryption: true });
        return (await client.send(command)).Parameter?.Value;
      } catch (error) {
        if (awsErrorName(error) === 'ParameterNotFound') return undefined;
        const resource = `the parameter ${name}`;
        throw parameterError(error, { action: 'ssm:GetParameter', resource });
      } finally {
        client.destroy();
      }
    },
  };
}

async function load(): Promise<typeof import('@aws-sdk/client-ssm')> {
  try {
    return await import('@aws-sdk/client-ssm');
  } catch (error) {
    throw missingClient(error, 'The client of Systems Manager', '@aws-sdk/client-ssm');
  }
}
