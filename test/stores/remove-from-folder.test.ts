import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { keysOf, objectOf } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEY = 'a-job/dt=2026-11-20/hour=13/a-job-2026-11-20T13.parquet';
const LATER = 'a-job/dt=2026-11-20/hour=14/a-job-2026-11-20T14.parquet';

describe('removing from a folder', () => {
  it('removes the folders that are empty then, and leaves the others', async () => {
    const folder = await temporaryFolder();
    const store = folderStore(folder);
    for (const key of [KEY, LATER]) await store.putIfAbsent(key, objectOf('hello'));

    await store.remove?.(KEY);
    const day = await readdir(join(folder, 'a-job/dt=2026-11-20'));
    await store.remove?.(LATER);

    expect(day).toEqual(['hour=14']);
    expect(await readdir(folder)).toEqual(['.landing']);
  });

  it('leaves a folder with a foreign file', async () => {
    const folder = await temporaryFolder();
    const store = folderStore(folder);
    await store.putIfAbsent(KEY, objectOf('hello'));
    await writeFile(join(folder, dirname(KEY), 'notes.txt'), 'mine');

    await store.remove?.(KEY);

    expect(await keysOf(store, '')).toEqual([`${dirname(KEY)}/notes.txt`]);
  });

  it('removes the empty folders of a sweep that was killed after the file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, dirname(KEY)), { recursive: true });

    const removed = await folderStore(folder).remove?.(KEY);

    expect(removed).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['the file', KEY],
    ['its folder', dirname(KEY)],
    ['the folder of its day', dirname(dirname(KEY))],
  ])('does not follow a symbolic link in the place of %s', async (_, linked) => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const target = join(elsewhere, 'target', KEY.slice(linked.length));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, 'precious');
    await mkdir(join(folder, dirname(linked)), { recursive: true });
    await symlink(join(elsewhere, 'target'), join(folder, linked));
    const store = folderStore(folder, { name: './lake' });

    const removing = store.remove?.(KEY);

    await expect(removing).rejects.toThrow(/to be a (file|folder) of the lake itself/);
    expect(await readdir(elsewhere, { recursive: true })).toContain(
      target.slice(elsewhere.length + 1),
    );
  });

  it('lets a writer land whose folder is removed before it links', async () => {
    const folder = await temporaryFolder();
    const sweeper = folderStore(folder);
    await sweeper.putIfAbsent(KEY, objectOf('hello'));
    let links = 0;
    const writer = folderStore(folder, {
      fileSystem: {
        ...nodeFileSystem,
        async link(from, to) {
          links += 1;
          if (links === 1) await sweeper.remove?.(KEY);
          return nodeFileSystem.link(from, to);
        },
      },
    });

    const outcome = await writer.putIfAbsent(LATER.replace('hour=14', 'hour=13'), objectOf('x'));

    expect(outcome).toBe('created');
    expect(links).toBe(2);
  });

  it.each(['unlink', 'rmdir'] as const)('says why it could not, when %s fails', async (call) => {
    const folder = await temporaryFolder();
    const refuse = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    await folderStore(folder).putIfAbsent(KEY, objectOf('hello'));
    const store = folderStore(folder, {
      name: './lake',
      fileSystem: { ...nodeFileSystem, [call]: refuse },
    });

    const removing = store.remove?.(KEY);

    await expect(removing).rejects.toThrow(StoreError);
    await expect(removing).rejects.toThrow(`There is no permission to remove ./lake/${KEY}`);
  });
});
