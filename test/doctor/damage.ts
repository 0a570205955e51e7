import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Flips a bit in the middle of a file: inside of a page, where no footer tells of it. */
export async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  await writeFile(file, bytes.fill((bytes[middle] ?? 0) ^ 1, middle, middle + 1));
}

/** Cuts a file in half. */
export async function cutShort(file: string): Promise<void> {
  await truncate(file, Math.floor((await readFile(file)).length / 2));
}

/** Leaves a file without a byte. */
export async function empty(file: string): Promise<void> {
  await truncate(file, 0);
}

/** Puts a folder in the place of a file. */
export async function putFolder(file: string): Promise<void> {
  await rm(file);
  await mkdir(file);
}

/** Writes a file, whatever folders it needs. */
export async function writeForeign(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, 'of somebody else');
}

/** Leaves in a lake what a writer that was killed would. */
export async function leaveLeftover(lake: string): Promise<void> {
  // Ids of processes end at 4,194,304 on Linux, and below that elsewhere.
  await writeForeign(join(lake, '.landing', `99999999-${randomUUID()}`));
}
