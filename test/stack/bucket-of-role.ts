import type { Template } from 'aws-cdk-lib/assertions';
import { type BucketServer, bucketServer } from '../stores/bucket-server.ts';
import type { Asked } from '../stores/s3-server.ts';
import { isAllowed, type Request, statementsOf } from './allowed.ts';

/** A bucket, and what it denied: `s3:GetObject arn:aws:s3:::lake/a`. */
export interface BucketOfRole extends BucketServer {
  readonly denied: () => string[];
}

/**
 * A bucket that does what a role may do, as IAM decides, and that says of no object that it is missing:
 * S3 says so only to those who may list the whole bucket. It is the bucket `lake` of the template.
 *
 * @param role the beginning of the logical id of its policy
 * @param options.without an action that is denied all the same. Default: none is.
 */
export async function bucketOfRole(
  template: Template,
  role: string,
  { without }: { readonly without?: string } = {},
): Promise<BucketOfRole> {
  const statements = statementsOf(template, 'AWS::IAM::Policy', role);
  const denied: string[] = [];
  const bucket = await bucketServer({
    listsBelow: '',
    denies(asked) {
      const request = requestOf(asked);
      if (request.action !== without && isAllowed(statements, request)) return false;
      denied.push(`${request.action} ${request.resource}`);
      return true;
    },
  });
  return { ...bucket, denied: () => denied };
}

const ACTIONS: Readonly<Record<string, string>> = {
  DELETE: 's3:DeleteObject',
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
};

function requestOf({ method, path, query, headers }: Asked): Request {
  if (query.has('list-type')) {
    const context = { 's3:prefix': query.get('prefix') ?? '' };
    return { action: 's3:ListBucket', resource: 'arn:aws:s3:::lake', context };
  }
  const condition = headers['if-none-match'];
  return {
    action: ACTIONS[method] ?? method,
    resource: `arn:aws:s3:::${path.slice(1)}`,
    context: condition === undefined ? {} : { 's3:if-none-match': condition },
  };
}
