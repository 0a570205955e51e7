import { InvalidArgumentError, Option } from 'commander';
import { capturedFile } from '../../lib/lake/capture-record.ts';
import type { CapturedFile } from '../../lib/model/period.ts';

/** `--file`: a captured file by its SHA-256, or the start of it. */
export function fileOption(description: string): Option {
  return new Option('--file <digest>', description).argParser(parseFile);
}

/** Parses the first twelve digits of a SHA-256, or more of them. */
function parseFile(text: string): CapturedFile {
  const digits = text.toLowerCase();
  if (/^[0-9a-f]{12,64}$/.test(digits)) return capturedFile(digits);
  throw new InvalidArgumentError(
    `Expected at least the first 12 hexadecimal digits of the SHA-256 of a file, got ${JSON.stringify(text)}. The column "file" of its table has them.`,
  );
}
