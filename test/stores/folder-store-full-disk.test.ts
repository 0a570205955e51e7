import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { type FileSystem, nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { keysOf, objectOf } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** The calls that need room on the disk. */
const CALLS = ['mkdir', 'open', 'write', 'sync', 'link'] as const;

describe('a folder store on a full disk', () => {
  it.each(CALLS)('lands nothing when %s finds no room, and says what to do', async (call) => {
    const folder = await temporaryFolder();
    await folderStore(folder).putIfAbsent('a/first', objectOf('whole'));
    const store = folderStore(folder, { name: './lake', fileSystem: fullAt(call) });

    const refused = await store.putIfAbsent('a/b', objectOf('hello')).catch((error) => error);

    expect(refused).toBeInstanceOf(StoreError);
    expect(refused).toMatchObject({ key: 'a/b', retryable: false, cause: { code: 'ENOSPC' } });
    expect(refused.message).toBe(
      'There is no room on the disk for ./lake/a/b: ENOSPC. What has landed is kept. Free some space and run the same command again.',
    );
    expect(await keysOf(store, '')).toEqual(['a/first']);
    expect(await readdir(join(folder, '.landing'))).toEqual([]);
  });

  it('stores the same object when there is room again', async () => {
    const folder = await temporaryFolder();
    const full = folderStore(folder, { fileSystem: fullAt('write') });
    await full.putIfAbsent('a/b', objectOf('hello')).catch(() => {});

    const outcome = await folderStore(folder).putIfAbsent('a/b', objectOf('hello'));

    expect(outcome).toBe('created');
    expect(await readdir(folder, { recursive: true })).toHaveLength(3);
  });

  it('gives the reason even when the part that was written cannot be removed, which a later sweep does', async () => {
    const folder = await temporaryFolder();
    const store = folderStore(folder, {
      fileSystem: { ...fullAt('write'), rm: () => Promise.reject(new Error('no')) },
    });

    const refused = store.putIfAbsent('a/b', objectOf('hello'));

    await expect(refused).rejects.toThrow(/room on the disk/);
    expect(await readdir(join(folder, '.landing'))).toHaveLength(1);
    expect(await folderStore(folder).sweep()).toBe(1);
    expect(await readdir(join(folder, '.landing'))).toEqual([]);
  });

  it('names a quota that is used up in the same way', async () => {
    const store = folderStore(await temporaryFolder(), {
      name: './lake',
      fileSystem: fullAt('link', 'EDQUOT'),
    });

    const refused = store.putIfAbsent('a/b', objectOf('hello'));

    await expect(refused).rejects.toThrow('There is no room on the disk for ./lake/a/b: EDQUOT.');
  });
});

/** The file system of Node, on which one call finds the disk full; a write gets half of its bytes in. */
function fullAt(call: (typeof CALLS)[number], code = 'ENOSPC'): FileSystem {
  const full = () => Promise.reject(Object.assign(new Error('no space left'), { code }));
  if (call === 'mkdir') return { ...nodeFileSystem, mkdir: full };
  if (call === 'link') return { ...nodeFileSystem, link: full };
  return {
    ...nodeFileSystem,
    async open(...parameters) {
      if (call === 'open') return full();
      const handle = await nodeFileSystem.open(...parameters);
      if (call === 'sync') handle.sync = full;
      if (call === 'write') {
        const appendFile = handle.appendFile.bind(handle);
        handle.appendFile = async (bytes) => {
          await appendFile(bytes.subarray(0, bytes.length / 2));
          return full();
        };
      }
      return handle;
    },
  };
}
