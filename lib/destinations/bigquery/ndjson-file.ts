import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DatabaseError, HourlakeError, OutputError } from '../../errors.ts';
import type { UploadFile } from '../../gcp/resumable-upload.ts';

/** Characters of text that are compressed at once. */
const PIECE = 64 * 1024;

/** https://cloud.google.com/bigquery/quotas#load_jobs, in bytes: a compressed file. */
const LARGEST_FILE = 4 * 1000 ** 3;

/** Fast rather than small: the rows are sent once, and deleted. */
const LEVEL = 4;

/**
 * Writes rows to a temporary file of gzipped NDJSON, lends it, and removes it. A file, because an upload
 * must be able to begin again, and every row has been checked before the first one is sent.
 *
 * @param batches of lines of NDJSON, each with a line feed at its end
 * @param options.folder absolute path of a folder for temporary files; it is created if it is missing
 * @param options.table which the rows are for, for errors
 * @returns what `use` returns
 * @throws what the batches throw; OutputError when the file cannot be written; DatabaseError when it is
 *   larger than BigQuery accepts.
 */
export async function withNdjsonFile<Result>(
  batches: AsyncIterable<Iterable<string>>,
  { folder, table }: { readonly folder: string; readonly table: string },
  use: (file: UploadFile) => Promise<Result>,
): Promise<Result> {
  let own: string | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    own = await mkdtemp(join(folder, 'load-'));
    const path = join(own, 'rows.ndjson.gz');
    const gzip = createGzip({ level: LEVEL });
    await pipeline(
      Readable.from(piecesOf(batches)),
      gzip,
      createWriteStream(path, { mode: 0o600 }),
    );
    const { size } = await stat(path);
    if (size > LARGEST_FILE) throw tooLarge(table);
    return await use({ path, size });
  } catch (error) {
    throw isFileError(error) ? cannotWrite(folder, error) : error;
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true }).catch(() => {});
  }
}

/** One piece for many lines: a stream costs more for each piece than for each byte. */
async function* piecesOf(batches: AsyncIterable<Iterable<string>>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const lines of batches) {
    for (const line of lines) {
      piece += line;
      if (piece.length < PIECE) continue;
      yield Buffer.from(piece);
      piece = '';
    }
  }
  if (piece !== '') yield Buffer.from(piece);
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && !(error instanceof HourlakeError) && 'syscall' in error;
}

function cannotWrite(folder: string, error: NodeJS.ErrnoException): OutputError {
  return new OutputError(
    {
      failed: `Could not write a temporary file in ${folder}`,
      got: error.code ?? error.message,
      advice: 'Free some space, or choose another folder for temporary files, with TMPDIR.',
    },
    { cause: error },
  );
}

function tooLarge(table: string): DatabaseError {
  return new DatabaseError({
    expected: `the rows of ${table} to be 4 GB at most when they are compressed, as BigQuery accepts`,
    got: 'more',
    advice: 'Load fewer rows at once. Nothing was loaded.',
  });
}
