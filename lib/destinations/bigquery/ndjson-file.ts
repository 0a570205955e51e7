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

/** A temporary file of rows. */
export interface NdjsonFile extends UploadFile {
  /** Removes the file. What cannot be removed is left. */
  remove(): Promise<void>;
}

/** Where a file of rows is written, and for what. */
export interface NdjsonFileOptions {
  /** Absolute path of a folder for temporary files; it is created if it is missing. */
  readonly folder: string;
  /** The table that the rows are for, for errors. */
  readonly table: string;
}

/**
 * Writes rows to a temporary file of gzipped NDJSON. A file, because an upload must be able to begin again,
 * and every row has been checked before the first one is sent.
 *
 * @param batches of lines of NDJSON, each with a line feed at its end
 * @throws what the batches throw; OutputError when the file cannot be written; DatabaseError when it is
 *   larger than BigQuery accepts. No file is left then.
 */
export async function writeNdjsonFile(
  batches: AsyncIterable<Iterable<string>>,
  { folder, table }: NdjsonFileOptions,
): Promise<NdjsonFile> {
  const own = await makeFolder(folder);
  const remove = () => removeTemporary(own);
  try {
    const path = join(own, 'rows.ndjson.gz');
    const gzip = createGzip({ level: LEVEL });
    await pipeline(
      Readable.from(piecesOf(batches)),
      gzip,
      createWriteStream(path, { mode: 0o600 }),
    );
    const { size } = await stat(path);
    if (size > LARGEST_FILE) throw tooLarge(table);
    return { path, size, remove };
  } catch (error) {
    await remove();
    throw isFileError(error) ? cannotWrite(folder, error) : error;
  }
}

/**
 * Lends a file as {@link writeNdjsonFile} writes it, and removes it.
 *
 * @returns what `use` returns
 */
export async function withNdjsonFile<Result>(
  batches: AsyncIterable<Iterable<string>>,
  options: NdjsonFileOptions,
  use: (file: UploadFile) => Promise<Result>,
): Promise<Result> {
  const file = await writeNdjsonFile(batches, options);
  try {
    return await use(file);
  } finally {
    await file.remove();
  }
}

/** Removes a folder for temporary files. What cannot be removed is left. */
export async function removeTemporary(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await mkdtemp(join(folder, 'load-'));
  } catch (error) {
    throw isFileError(error) ? cannotWrite(folder, error) : error;
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
