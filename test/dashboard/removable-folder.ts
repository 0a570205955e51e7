import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** An empty folder that is removed when all tests of the file are over. */
export async function removableFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
