import type { KMSClientConfig } from '@aws-sdk/client-kms';
import { regionOfArn } from './arn.ts';
import { kmsError, missingClient } from './key-errors.ts';
import type { EncryptionContext, KmsRequests } from './kms-requests.ts';

/** Settings of the SDK's client. What is left out comes from the AWS settings of the process. */
export type KmsConnection = KMSClientConfig;

/** Which KMS key wraps, and what for. */
export interface KmsKeyUse {
  /** Id, alias or ARN of the KMS key. An ARN also says the region. */
  readonly keyId: string;
  readonly context: EncryptionContext;
}

/**
 * The requests about one KMS key and one encryption context. The client of the SDK, an optional peer
 * dependency, is loaded by the first request.
 */
export function kmsRequests(
  { keyId, context }: KmsKeyUse,
  connection: KmsConnection = {},
): KmsRequests {
  const EncryptionContext = { ...context };
  const bound = Object.entries(context).map(([name, value]) => `${name}=${value}`);
  const resource = `${keyId} with the encryption context ${bound.join(', ')}`;
  return {
    async generateDataKey(bytes) {
      const { client, GenerateDataKeyCommand } = await open(keyId, connection);
      try {
        const request = { KeyId: keyId, NumberOfBytes: bytes, EncryptionContext };
        return bytesOf((await client.send(new GenerateDataKeyCommand(request))).CiphertextBlob);
      } catch (error) {
        throw kmsError(error, { action: 'kms:GenerateDataKey', resource });
      } finally {
        client.destroy();
      }
    },
    async decrypt(wrapped) {
      const { client, DecryptCommand } = await open(keyId, connection);
      try {
        // With its id, KMS refuses a data key that another KMS key wrapped.
        const request = { KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext };
        return bytesOf((await client.send(new DecryptCommand(request))).Plaintext);
      } catch (error) {
        throw kmsError(error, { action: 'kms:Decrypt', resource });
      } finally {
        client.destroy();
      }
    },
  };
}

async function open(keyId: string, connection: KmsConnection) {
  const { KMSClient, ...commands } = await load();
  const region = regionOfArn(keyId);
  const client = new KMSClient({ ...(region === undefined ? {} : { region }), ...connection });
  return { client, ...commands };
}

async function load(): Promise<typeof import('@aws-sdk/client-kms')> {
  try {
    return await import('@aws-sdk/client-kms');
  } catch (error) {
    throw missingClient(error, 'The client of KMS', '@aws-sdk/client-kms');
  }
}

/** Copied out of the memory that the SDK shares. */
function bytesOf(bytes: Uint8Array | undefined): Uint8Array {
  return Uint8Array.from(bytes ?? []);
}
