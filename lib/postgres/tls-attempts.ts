import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import type { TlsSettings } from './postgres-settings.ts';

/** How a connection is encrypted; `false` when it is not. */
export type Tls = ConnectionOptions | false;

/**
 * The ways in which a connection is tried, in order, as the mode of libpq has them. Only `verify-ca` and
 * `verify-full` know whom they talk to; with a root certificate, `require` is as strict as `verify-ca`.
 *
 * @throws DatabaseError when the file of a certificate cannot be read.
 */
export async function tlsAttempts(settings: TlsSettings): Promise<readonly Tls[]> {
  const { mode, rootCertificate, certificate, key } = settings;
  if (mode === 'disable') return [false];
  const own = {
    ...(certificate === undefined ? {} : { cert: await pem(certificate) }),
    ...(key === undefined ? {} : { key: await pem(key) }),
    ...(rootCertificate === undefined ? {} : { ca: await pem(rootCertificate) }),
  };
  if (mode === 'verify-full') return [{ ...own, rejectUnauthorized: true }];
  if (mode === 'verify-ca' || (mode === 'require' && rootCertificate !== undefined)) {
    return [{ ...own, rejectUnauthorized: true, checkServerIdentity: () => undefined }];
  }
  const encrypted = { ...own, rejectUnauthorized: false };
  return mode === 'require' ? [encrypted] : [encrypted, false];
}

async function pem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new DatabaseError(
      {
        failed: `Could not read the certificate or key ${path}`,
        got: wordsOf(error),
        advice: 'Correct its path in the URL of the database, or in the environment.',
      },
      { cause: error },
    );
  }
}
