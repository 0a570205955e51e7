import { CsvError, parse } from 'csv-parse';
import { InputError } from '../../lib/errors.ts';

/** A record of a CSV file, and the line on which it ends, from 1. */
export interface CsvRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/**
 * Reads the records of CSV as RFC 4180 quotes them, the header included, in parts of any size.
 *
 * @param separator what stands between fields: one character
 * @throws InputError that names the line when the text is not CSV.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array | string>,
  { separator }: { readonly separator: string },
): AsyncGenerator<CsvRecord> {
  const parser = parse({ bom: true, delimiter: separator, info: true, relax_column_count: false });
  // An error of the input reaches the loop through the parser.
  feed(parser, bytes).catch((error: unknown) => parser.destroy(asError(error)));
  try {
    for await (const { record, info } of parser) yield { fields: record, line: info.lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InputError({
      expected: `CSV with fields separated by ${JSON.stringify(separator)}`,
      got: `${error.code} on line ${error.lines}`,
      advice: 'Correct the file, or pass --csv-separator.',
    });
  }
}

async function feed(
  parser: ReturnType<typeof parse>,
  bytes: AsyncIterable<Uint8Array | string>,
): Promise<void> {
  for await (const piece of bytes) {
    if (!parser.write(piece)) await new Promise((resolve) => parser.once('drain', resolve));
  }
  parser.end();
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
