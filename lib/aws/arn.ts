/** Partition, service, region and account of the name of a resource on AWS. */
const ARN = /^arn:aws[a-z-]*:[a-z-]+:([a-z0-9-]+):/;

/**
 * The region in the ARN of a resource; `undefined` in any other name, which stands for the region of
 * the process.
 *
 * @example
 * regionOfArn('arn:aws:kms:sa-east-1:111122223333:key/1234') // => 'sa-east-1'
 * regionOfArn('alias/a-key') // => undefined
 */
export function regionOfArn(name: string): string | undefined {
  return ARN.exec(name)?.[1];
}
