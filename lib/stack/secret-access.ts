import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { InputError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import { PARAMETER, parseAwsSecret } from '../secrets/aws-secret-key.ts';

/** In front of a reference to a secret in AWS. */
const SCHEME = 'aws:';

/** What Secrets Manager adds to the name of a secret in its ARN: a hyphen and six characters. */
const SUFFIX = /-[A-Za-z0-9]{6}$/;

/** The same as a pattern in a policy: no other name matches it, because a longer name has a longer ARN. */
const ANY_SUFFIX = '-??????';

/**
 * The secrets in AWS that jobs name, each once, in the order of the jobs: names or ARNs, those of
 * parameters of Systems Manager with `ssm:` in front. Fields of secrets are left out.
 *
 * @throws InputError when a reference names no secret. The message does not repeat it.
 * @example
 * const job = { name: 'a', secrets: ['aws:api#id', 'aws:api#secret', 'env:TOKEN'] };
 * awsSecretsOf([job]) // => ['api']
 */
export function awsSecretsOf(
  jobs: readonly Pick<Job, 'name' | 'secrets' | 'key' | 'deliver'>[],
): string[] {
  const found = jobs.flatMap(({ name, secrets = [], key, deliver }) =>
    [...secrets, key, deliver].flatMap((reference) => awsSecret(reference, name)),
  );
  return [...new Set(found)];
}

/**
 * Allows a role to read the secrets that jobs name, and no other. The key of KMS that encrypts a secret is
 * not part of its name, so a role that reads a secret under a key of the customer needs a permission on
 * that key as well.
 */
export function grantSecrets(role: IRole, jobs: readonly Job[]): void {
  const named = awsSecretsOf(jobs);
  const stack = Stack.of(role);
  const allow = (action: string, resourceArns: string[]) => {
    if (resourceArns.length === 0) return;
    Grant.addToPrincipal({ grantee: role, actions: [action], resourceArns });
  };
  const isParameter = (secret: string) => secret.startsWith(PARAMETER);
  const secrets = named.filter((secret) => !isParameter(secret));
  allow(
    'secretsmanager:GetSecretValue',
    secrets.map((secret) => secretArn(secret, stack)),
  );
  const parameters = named.filter(isParameter);
  allow(
    'ssm:GetParameter',
    parameters.map((parameter) => parameterArn(parameter, stack)),
  );
}

/** The secret that a reference of a job names; nothing where it is not in AWS. */
function awsSecret(reference: string | undefined, job: string): string[] {
  if (reference === undefined || !reference.startsWith(SCHEME)) return [];
  const text = reference.slice(SCHEME.length);
  const named = parseAwsSecret(text);
  if (named !== undefined) return [named.secret];
  throw new InputError({
    expected: `the job ${JSON.stringify(job)} to name a secret in AWS as aws:NAME, aws:NAME#field or aws:ssm:NAME`,
    got: `aws: and ${text.length} characters that are no name`,
    advice: 'Correct its file in jobs/. Name the secret, never what it holds.',
  });
}

function secretArn(secret: string, stack: Stack): string {
  if (secret.startsWith('arn:')) return SUFFIX.test(secret) ? secret : `${secret}${ANY_SUFFIX}`;
  return stack.formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `${secret}${ANY_SUFFIX}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** The ARN of a parameter has one slash in front of its name, whether the name begins with one or not. */
function parameterArn(parameter: string, stack: Stack): string {
  const name = parameter.slice(PARAMETER.length);
  if (name.startsWith('arn:')) return name;
  return stack.formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: name.replace(/^\//, ''),
  });
}
