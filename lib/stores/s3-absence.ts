import { S3Failure } from '../aws/s3-failure.ts';
import type { S3Requests } from '../aws/s3-requests.ts';

/**
 * Whether a request failed because its path has no object. S3 says so only to those who may list the
 * whole bucket, and denies the request to others. Where a role may list the folder of the path, the
 * listing tells.
 */
export async function isAbsent(requests: S3Requests, failure: S3Failure): Promise<boolean> {
  if (failure.isMissing) return true;
  if (!failure.isDenied || failure.path === '') return false;
  try {
    for await (const page of requests.pages(failure.path)) return !page.includes(failure.path);
    return true;
  } catch (error) {
    if (error instanceof S3Failure) return false;
    throw error;
  }
}
