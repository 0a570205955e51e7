/** Beginnings and endings that S3 keeps for itself. */
const RESERVED = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/**
 * What is wrong with the name of a bucket, by the rules of S3; `undefined` when nothing is.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 *
 * @example
 * bucketNameProblem('my-lake') // => undefined
 * bucketNameProblem('My-Lake') // => 'may hold lower-case letters, digits, dots and hyphens only'
 */
export function bucketNameProblem(name: string): string | undefined {
  if (!/^[a-z0-9.-]*$/.test(name)) {
    return 'may hold lower-case letters, digits, dots and hyphens only';
  }
  if (name.length < 3 || name.length > 63) return 'has 3 to 63 characters';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'begins and ends with a letter or a digit';
  if (name.includes('..')) return 'has no two dots in a row';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'is not an IP address';
  const reserved = RESERVED.exec(name)?.[0];
  if (reserved !== undefined) return `does not use "${reserved}", which S3 keeps for itself`;
  return undefined;
}
