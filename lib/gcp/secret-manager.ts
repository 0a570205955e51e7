import { setTimeout as realSleep } from 'node:timers/promises';
import { KeyError } from '../errors.ts';
import { recordOr } from '../model/is-record.ts';
import { crc32c } from './crc32c.ts';
import { googleHttp } from './google-auth.ts';
import { googleFailure } from './google-failure.ts';
import { type GoogleHttp, isSuccess } from './google-http.ts';
import { withRetries } from './google-retries.ts';

/** How Secret Manager is reached. */
export interface SecretManagerOptions {
  /** Sends requests. Default: with application default credentials. */
  readonly http?: GoogleHttp;
  /** Waits some milliseconds before a request is repeated. Default: by the clock. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

const SECRET_MANAGER = 'https://secretmanager.googleapis.com/v1';

/**
 * The text of a version of a secret in Secret Manager of Google Cloud, by one request; `undefined` where
 * there is none.
 *
 * @param version its resource name: `projects/p/secrets/s/versions/latest`
 * @throws KeyError when it cannot be read, arrives damaged, or is not a text.
 */
export async function secretManagerText(
  version: string,
  { http = googleHttp(), sleep = realSleep }: SecretManagerOptions = {},
): Promise<string | undefined> {
  const url = `${SECRET_MANAGER}/${version}:access`;
  const answer = await withRetries(http, { sleep })({ method: 'GET', url });
  if (answer.status === 404) return undefined;
  if (isSuccess(answer)) return textOf(answer.body, version);
  const { message, retryable } = googleFailure(answer, {
    aim: `read the secret ${version}`,
    permission: 'secretmanager.versions.access',
    role: 'Secret Manager Secret Accessor',
  });
  throw new KeyError(message, { retryable });
}

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/SecretPayload */
function textOf(body: unknown, version: string): string {
  const { payload } = recordOr(body);
  const { data, dataCrc32c } = recordOr(payload);
  const bytes = Buffer.from(typeof data === 'string' ? data : '', 'base64');
  if (dataCrc32c !== undefined && String(dataCrc32c) !== String(crc32c(bytes))) {
    throw new KeyError(
      {
        failed: `The secret ${version} arrived damaged`,
        got: 'its checksum is that of other bytes',
        advice: 'Run the same command again.',
      },
      { retryable: true },
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new KeyError({
      expected: `the secret ${version} to be a text in UTF-8`,
      got: `${bytes.length} bytes that are not`,
      advice: 'Store it as text.',
    });
  }
}
