import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { nodeFileSystem, READ } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { keysOf, objectOf, storeContract } from '../contracts/store-contract.ts';
import { temporaryFolder } from '../temporary-folder.ts';

storeContract('A folder', async () => {
  const folder = join(await temporaryFolder(), 'not', 'made', 'yet');
  return () => folderStore(folder);
});

describe('a folder store', () => {
  it('sweeps what a killed writer left, and keeps what a running one writes', async () => {
    const folder = await temporaryFolder();
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const killed = await pidOfEndedProcess();
    const inFlight = await leave(folder, running.pid);
    await leave(folder, killed);
    await leave(folder, process.pid);

    const swept = await folderStore(folder).sweep();
    running.kill();

    expect(swept).toBe(2);
    expect(await readdir(join(folder, '.landing'))).toEqual([inFlight]);
  });

  it('counts what a killed writer left, and changes nothing', async () => {
    const folder = await temporaryFolder();
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    await leave(folder, running.pid);
    await leave(folder, await pidOfEndedProcess());
    await leave(folder, process.pid);
    await writeFile(join(folder, '.landing', 'notes.txt'), 'mine');
    const before = await readdir(join(folder, '.landing'));

    const left = await folderStore(folder).leftovers();
    running.kill();

    expect(left).toBe(2);
    expect(await readdir(join(folder, '.landing'))).toEqual(before);
  });

  it('sweeps what nobody has written to for hours, whoever has the process id now', async () => {
    const folder = await temporaryFolder();
    const running = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    const old = await leave(folder, running.pid);
    await utimes(join(folder, '.landing', old), 1_700_000_000, 1_700_000_000);

    const swept = await folderStore(folder).sweep();
    running.kill();

    expect(swept).toBe(1);
    expect(await readdir(join(folder, '.landing'))).toEqual([]);
  });

  it('leaves files there that no writer made', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.landing'));
    await writeFile(join(folder, '.landing', 'notes.txt'), 'mine');

    const swept = await folderStore(folder).sweep();

    expect(swept).toBe(0);
    expect(await readdir(join(folder, '.landing'))).toEqual(['notes.txt']);
  });

  it('does not list what is still being written', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.landing'));
    await writeFile(join(folder, '.landing', '1-part'), 'part');

    const keys = await keysOf(folderStore(folder), '');

    expect(keys).toEqual([]);
  });

  it('reads every folder once to list what is in them', async () => {
    const folder = await temporaryFolder();
    const keys = ['a/dt=1/hour=00/x', 'a/dt=1/hour=01/x', 'a/dt=2/hour=00/x', 'a/notes.txt'];
    for (const key of keys) await folderStore(folder).putIfAbsent(key, objectOf('hello'));
    const read: string[] = [];
    const readdirSync = ((path: string, options: { withFileTypes: true }) => {
      read.push(relative(folder, path));
      return nodeFileSystem.readdirSync(path, options);
    }) as typeof nodeFileSystem.readdirSync;
    const store = folderStore(folder, { fileSystem: { ...nodeFileSystem, readdirSync } });

    const listed = await keysOf(store, 'a');

    expect(listed.sort()).toEqual(keys);
    expect(read.sort()).toEqual([...new Set(keys.flatMap(foldersOf))].sort());
  });

  it('lets others have their turn while it lists', async () => {
    const folder = await temporaryFolder();
    await Promise.all(
      Array.from({ length: 500 }, (_, hour) =>
        mkdir(join(folder, `a/${hour}`), { recursive: true }),
      ),
    );
    let turns = 0;
    setImmediate(() => {
      turns += 1;
    });

    await keysOf(folderStore(folder), '');

    expect(turns).toBe(1);
  });

  it('starts over when another process sweeps its half-written object away', async () => {
    const folder = await temporaryFolder();
    let sweeps = 0;
    const store = folderStore(folder, {
      fileSystem: {
        ...nodeFileSystem,
        async link(from, to) {
          sweeps += 1;
          if (sweeps === 1) await nodeFileSystem.rm(from, { force: true });
          return nodeFileSystem.link(from, to);
        },
      },
    });

    const outcome = await store.putIfAbsent('a/b', objectOf('hello'));

    expect([outcome, sweeps]).toEqual(['created', 2]);
  });

  it('flushes an object to the disk before its key can be seen', async () => {
    const folder = await temporaryFolder();
    const calls: string[] = [];
    const store = folderStore(folder, {
      fileSystem: {
        ...nodeFileSystem,
        async open(...parameters) {
          const handle = await nodeFileSystem.open(...parameters);
          const sync = handle.sync.bind(handle);
          handle.sync = async () => {
            calls.push('sync');
            await sync();
          };
          return handle;
        },
        async link(from, to) {
          calls.push('link');
          return nodeFileSystem.link(from, to);
        },
      },
    });

    await store.putIfAbsent('a/b', objectOf('hello'));

    expect(calls).toEqual(['sync', 'link']);
  });

  it('flushes what replaces an object to the disk before it takes its name', async () => {
    const folder = await temporaryFolder();
    const calls: string[] = [];
    await folderStore(folder).putIfAbsent('a/b', objectOf('hello'));
    const store = folderStore(folder, {
      fileSystem: {
        ...nodeFileSystem,
        async open(...parameters) {
          if (parameters[1] === READ) calls.push('look');
          const handle = await nodeFileSystem.open(...parameters);
          const sync = handle.sync.bind(handle);
          handle.sync = async () => {
            calls.push('sync');
            await sync();
          };
          return handle;
        },
        async rename(from, to) {
          calls.push('rename');
          return nodeFileSystem.rename(from, to);
        },
      },
    });

    await store.replace('a/b', objectOf('better'), objectOf('hello').sha256);

    expect(calls).toEqual(['sync', 'look', 'rename']);
  });

  it.each(['open', 'rename'] as const)(
    'keeps what is there, and nothing else, when %s fails while it is being replaced',
    async (call) => {
      const folder = await temporaryFolder();
      await folderStore(folder).putIfAbsent('a/b', objectOf('hello'));
      const store = folderStore(folder, {
        fileSystem: {
          ...nodeFileSystem,
          [call]: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })),
        },
      });

      const refused = store.replace('a/b', objectOf('better'), objectOf('hello').sha256);

      await expect(refused).rejects.toThrow(/There is no room on the disk/);
      expect(sha256(await folderStore(folder).read('a/b'))).toBe(objectOf('hello').sha256);
      expect(await readdir(join(folder, '.landing'))).toEqual([]);
    },
  );

  it('says that a busy system may be tried again, and a missing permission may not', async () => {
    const codes = ['EMFILE', 'EACCES'];
    const folder = await temporaryFolder();

    const errors = await Promise.all(
      codes.map((code) =>
        folderStore(folder, {
          fileSystem: {
            ...nodeFileSystem,
            link: () => Promise.reject(Object.assign(new Error(code), { code })),
          },
        })
          .putIfAbsent('a/b', objectOf('hello'))
          .catch((error: unknown) => error),
      ),
    );

    expect(errors).toMatchObject([{ retryable: true }, { retryable: false }]);
    expect(errors.every((error) => error instanceof StoreError)).toBe(true);
    expect(await readdir(join(folder, '.landing'))).toEqual([]);
  });

  it('finds out why no folder can be made, where Node says that none is there', async () => {
    const folder = await temporaryFolder();
    const made: string[] = [];
    const mkdir = (async (path: string, options?: { recursive: true }) => {
      if (path === folder) return;
      if (options === undefined) made.push(relative(folder, path));
      throw Object.assign(new Error(), { code: options === undefined ? 'EROFS' : 'ENOENT' });
    }) as typeof nodeFileSystem.mkdir;
    const store = folderStore(folder, { fileSystem: { ...nodeFileSystem, mkdir } });

    const landing = store.putIfAbsent('a/b', objectOf('hello'));

    await expect(landing).rejects.toThrow(/no permission to write \S+a\/b: EROFS\. /);
    expect(made).toEqual(['.landing']);
  });

  it('says what stands in the way when a folder of the key is a file', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a'), 'a file');

    const landing = folderStore(folder, { name: './lake' }).putIfAbsent('a/b', objectOf('hello'));

    await expect(landing).rejects.toThrow(
      'Expected ./lake/a to be a folder of the lake itself, got a file.',
    );
  });
});

/** `a/b/c` lies in `a/b` and `a`. */
function foldersOf(key: string): string[] {
  const parts = key.split('/').slice(0, -1);
  return parts.map((_, position) => parts.slice(0, position + 1).join('/'));
}

/** Leaves what a writer of this process would, and gives its name. */
async function leave(folder: string, owner: number | undefined): Promise<string> {
  const name = `${owner}-${randomUUID()}`;
  await mkdir(join(folder, '.landing'), { recursive: true });
  await writeFile(join(folder, '.landing', name), 'part');
  return name;
}

/** The id of a process that is over: nothing else has it so soon. */
function pidOfEndedProcess(): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', '']);
    child.on('exit', () => resolve(child.pid ?? 0));
  });
}
