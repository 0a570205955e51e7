import { Aws } from 'aws-cdk-lib';

/**
 * The condition of a denial that does not apply to administrators.
 *
 * @param administrators ARNs of users and roles; `*` and `?` are wildcards. Default: the root user of
 *   the account only.
 */
export function butAdministrators(
  administrators: readonly string[] = [`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root`],
): Record<string, unknown> {
  return { ArnNotLike: { 'aws:PrincipalArn': [...administrators] } };
}
