import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { sqlText } from '../duckdb/sql-text.ts';
import type { NewObject } from '../lake/object.ts';
import { copyOptions, type ExportStyle, extensionOf } from './export-format.ts';
import type { StagedPartition, StagedRows } from './stage-rows.ts';

/**
 * Writes the rows of a partition to a new file, in their order.
 *
 * @param folder absolute path of the folder for temporary files
 * @returns the object that the file is the body of; the caller removes the file
 */
export async function writePartition(
  staged: StagedRows,
  partition: StagedPartition,
  { style, folder }: { readonly style: ExportStyle; readonly folder: string },
): Promise<NewObject> {
  const number = staged.partitions.indexOf(partition);
  const path = join(folder, `${number}${extensionOf(style)}`);
  await staged.database.run(
    `COPY (${staged.select(partition)}) TO ${sqlText(path)} (${copyOptions(style)})`,
  );
  return objectOfFile(path);
}

async function objectOfFile(path: string): Promise<NewObject> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1024 ** 2 })) {
    hash.update(piece);
    size += piece.length;
  }
  return { body: { path }, size, sha256: hash.digest('hex') };
}
