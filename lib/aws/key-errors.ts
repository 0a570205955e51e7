import { KeyError } from '../errors.ts';
import { wordsOf } from '../printable.ts';
import { awsErrorName, withoutSecrets } from './aws-error-facts.ts';
import { type AwsCall, awsFailure } from './aws-errors.ts';

/** What the errors of KMS itself ask a person to do. Others are common to all services. */
const OF_KMS: Readonly<Record<string, string>> = {
  DisabledException: 'Enable the key in KMS.',
  IncorrectKeyException:
    'Name the KMS key that wrapped it. If nobody moved the lake to another key, somebody else wrote this object: restore it from its older version.',
  InvalidCiphertextException:
    'It was wrapped for another lake, or was changed. Restore it from its older version.',
  KMSInvalidStateException: 'If the deletion of the key is scheduled in KMS, cancel it.',
  NotFoundException: 'Name a KMS key of this account and region, or deploy the stack.',
};

/**
 * Wraps an error of KMS once. A denial names the permission, the key and the encryption context.
 *
 * @param call what KMS was asked for
 */
export function kmsError(error: unknown, call: Omit<AwsCall, 'service'>): KeyError {
  return keyError(error, { service: 'KMS', ...call }, OF_KMS[awsErrorName(error)]);
}

/**
 * Wraps an error of Secrets Manager once.
 *
 * @param call what Secrets Manager was asked for
 */
export function secretsManagerError(error: unknown, call: Omit<AwsCall, 'service'>): KeyError {
  return keyError(error, { service: 'Secrets Manager', ...call });
}

/**
 * Wraps an error of Systems Manager once.
 *
 * @param call what Systems Manager was asked for
 */
export function parameterError(error: unknown, call: Omit<AwsCall, 'service'>): KeyError {
  return keyError(error, { service: 'Systems Manager', ...call });
}

function keyError(error: unknown, call: AwsCall, advice?: string): KeyError {
  const { message, retryable } = awsFailure(error, call);
  return new KeyError(advice === undefined ? message : { ...message, advice }, {
    cause: withoutSecrets(error),
    retryable,
  });
}

/**
 * The error of a package that is not installed.
 *
 * @param client what cannot be loaded: `The client of KMS`
 * @param name of the package
 */
export function missingClient(error: unknown, client: string, name: string): KeyError {
  return new KeyError(
    {
      failed: `${client} cannot be loaded`,
      got: wordsOf(error).split('\n')[0] ?? '',
      advice: `Install it: "npm install ${name}".`,
    },
    { cause: error },
  );
}
