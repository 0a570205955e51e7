/** Where S3 is reached instead of the endpoint of AWS for the region. */
export interface S3Endpoint {
  /** URL: `http://127.0.0.1:9000`. */
  readonly endpoint: string;
  /** Whether the bucket is in the path of a request instead of its host. */
  readonly pathStyle: boolean;
}

/** Domains of AWS's own endpoints, VPC endpoints included. */
const AWS_HOST = /\.(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/**
 * Whether an endpoint needs path-style addressing. Hosts such as `my-lake.localhost` exist for S3
 * itself only; other servers find the bucket in the path.
 *
 * @example
 * needsPathStyle('http://localhost:9000') // => true
 * needsPathStyle('https://bucket.vpce-1a2b.s3.sa-east-1.vpce.amazonaws.com') // => false
 */
export function needsPathStyle(endpoint: string): boolean {
  return !(URL.canParse(endpoint) && AWS_HOST.test(new URL(endpoint).hostname));
}
