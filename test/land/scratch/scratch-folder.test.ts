import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScratchFile } from '../../../lib/land/scratch/scratch-file.ts';
import {
  newScratchFolder,
  removeScratch,
  sweepScratch,
} from '../../../lib/land/scratch/scratch-folder.ts';
import { nodeHost } from '../../../lib/stores/host.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** The process that runs the tests may have been started by any other. */
const ALIVE = process.ppid;

describe('a sweep of scratch folders', () => {
  it('removes those of processes that are gone, with all that is in them', async () => {
    const base = await temporaryFolder();
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    for (const pid of [gone, gone, ALIVE]) await folderOf(base, pid);

    const removed = await sweepScratch(base);

    expect(removed).toBe(2);
    expect(await readdir(base)).toEqual([
      expect.stringMatching(new RegExp(`^hourlake-scratch-${ALIVE}-`)),
    ]);
  });

  it('removes one with the id of this process, which is that of an earlier process', async () => {
    const base = await temporaryFolder();
    await folderOf(base, nodeHost.processId);

    expect(await sweepScratch(base)).toBe(1);
    expect(await readdir(base)).toEqual([]);
  });

  it('touches nothing that others put there', async () => {
    const base = await temporaryFolder();
    const { pid: gone } = spawnSync(process.execPath, ['--version']);
    const target = join(base, 'target');
    await mkdir(target);
    await writeFile(join(target, 'mine'), '');
    await symlink(target, join(base, `hourlake-scratch-${gone}-${randomUUID()}`));
    await writeFile(join(base, `hourlake-scratch-${gone}-${randomUUID()}`), 'a file');
    await mkdir(join(base, `hourlake-scratch-${gone}-x`));
    await mkdir(join(base, 'hourlake-scratch-'));
    const before = await readdir(base, { recursive: true });

    expect(await sweepScratch(base)).toBe(0);
    expect(await readdir(base, { recursive: true })).toEqual(before);
  });

  it('of a folder that does not exist removes nothing', async () => {
    expect(await sweepScratch(join(await temporaryFolder(), 'none'))).toBe(0);
  });
});

describe('a scratch folder', () => {
  it('is created with its first file, is swept by its name, and goes with its files', async () => {
    const base = await temporaryFolder();
    const folder = newScratchFolder(base, { ...nodeHost, processId: ALIVE });
    const before = await readdir(base);

    const files = [await ScratchFile.create(folder), await ScratchFile.create(folder)];
    for (const file of files) await file.append(Buffer.from('x'));
    await files[0]?.remove();
    const left = await readdir(folder);
    await sweepScratch(base);
    const kept = await readdir(base);
    await removeScratch(folder);

    expect(before).toEqual([]);
    expect(left).toEqual([basename(files[1]?.path ?? '')]);
    expect(kept).toEqual([basename(folder)]);
    expect(await readdir(base)).toEqual([]);
    await files[1]?.close();
  });
});

async function folderOf(base: string, pid: number): Promise<void> {
  const folder = newScratchFolder(base, { ...nodeHost, processId: pid });
  await mkdir(folder);
  await writeFile(join(folder, randomUUID()), 'left');
}
