import { InvalidArgumentError, Option } from 'commander';
import { environment } from './environment.ts';

/** The options that name a lake. */
export interface LakeOptions {
  readonly lake: string;
  readonly bucketOwner?: string;
}

/** `--lake`, and whose bucket it is. */
export function lakeOptions(): Option[] {
  return [
    new Option('--lake <url>', 'the lake: a folder, or s3://bucket')
      .env(environment.lake)
      .default('./lake'),
    new Option('--bucket-owner <account>', 'AWS account that the bucket must belong to')
      .env(environment.bucketOwner)
      .argParser(parseAccount),
  ];
}

function parseAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected an AWS account of twelve digits, got ${JSON.stringify(text)}. "aws sts get-caller-identity" tells yours.`,
  );
}
