import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { EncryptionContext, KmsRequests } from '../../lib/aws/kms-requests.ts';
import { KeyError } from '../../lib/errors.ts';

/** KMS with one key, in the memory of a test: what it wrapped opens only with the same context. */
export class KmsInMemory {
  readonly #key = randomBytes(32);
  /** How many data keys it has made. */
  made = 0;

  /** The requests of somebody who may do everything with this encryption context. */
  requests(context: EncryptionContext): KmsRequests {
    const bound = Buffer.from(JSON.stringify(context));
    return {
      generateDataKey: async (bytes) => {
        this.made += 1;
        const key = Uint8Array.from(randomBytes(bytes));
        const nonce = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(bound);
        const wrapped = Buffer.concat([cipher.update(key), cipher.final()]);
        return Buffer.concat([nonce, cipher.getAuthTag(), wrapped]);
      },
      decrypt: async (wrapped) => {
        try {
          const cipher = createDecipheriv('aes-256-gcm', this.#key, wrapped.subarray(0, 12));
          cipher.setAAD(bound).setAuthTag(wrapped.subarray(12, 28));
          const key = Buffer.concat([cipher.update(wrapped.subarray(28)), cipher.final()]);
          return Uint8Array.from(key);
        } catch (error) {
          const [failed, got] = ['KMS could not open it', 'InvalidCiphertextException'];
          throw new KeyError(
            { failed, got, advice: 'Ask with another context.' },
            { cause: error },
          );
        }
      },
    };
  }
}
