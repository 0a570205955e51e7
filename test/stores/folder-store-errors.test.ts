import { spawn } from 'node:child_process';
import { mkdir, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../../lib/stores/file-system.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { keysOf, objectOf } from '../contracts/store-contract.ts';
import { plainEnvironment } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MIB = 1024 ** 2;

describe('a folder store on a file system without hard links', () => {
  it.each(['EISDIR', 'EINVAL', 'EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])(
    'says so and what to use when a link fails with %s',
    async (code) => {
      const folder = await temporaryFolder();
      const store = folderStore(folder, { name: './lake', fileSystem: failingAt('link', code) });

      const landing = store.putIfAbsent('a/b', objectOf('hello'));

      await expect(landing).rejects.toMatchObject({
        message: `Could not write ./lake/a/b, because its file system has no hard links: ${code}: no. Use another folder, all of it on one file system with hard links: ext4, XFS, Btrfs, APFS and NTFS have them; FAT, exFAT and some network file systems do not.`,
        retryable: false,
        key: 'a/b',
      });
      expect(await keysOf(store, '')).toEqual([]);
      expect(await readdir(join(folder, '.landing'))).toEqual([]);
    },
  );

  it.each(['ENOSPC', 'EACCES', 'EIO', 'EMFILE'])(
    'is not what a link that fails with %s means',
    async (code) => {
      const store = folderStore(await temporaryFolder(), { fileSystem: failingAt('link', code) });

      const landing = store.putIfAbsent('a/b', objectOf('hello'));

      await expect(landing).rejects.not.toThrow(/hard links/);
      await expect(landing).rejects.toMatchObject({ cause: { code } });
    },
  );

  it.each([
    ['mkdir', 'EPERM'],
    ['open', 'EPERM'],
    ['open', 'EINVAL'],
    ['open', 'ENOTSUP'],
    ['lstatSync', 'EINVAL'],
  ] as const)('is not what %s that fails with %s means', async (call, code) => {
    const store = folderStore(await temporaryFolder(), { fileSystem: failingAt(call, code) });

    const landing = store.putIfAbsent('a/b', objectOf('hello'));

    await expect(landing).rejects.not.toThrow(/hard links/);
    await expect(landing).rejects.toMatchObject({ name: 'StoreError' });
  });

  it('is not what a folder in the place of an object means', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'a/b'), { recursive: true });
    const store = folderStore(folder, { name: './lake' });

    await expect(store.read('a/b')).rejects.toThrow(
      'Expected ./lake/a/b to be a file, got a folder. Move it away, or use another folder.',
    );
    await expect(store.putIfAbsent('a/b', objectOf('hello'))).rejects.toThrow(
      'Expected ./lake/a/b to be a file of the lake itself, got a folder.',
    );
  });

  it('is not what a symbolic link in the place of an object means', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'other'), 'other');
    await symlink('other', join(folder, 'b'));
    const store = folderStore(folder, { name: './lake' });

    await expect(store.read('b')).rejects.toThrow(/to be a file .*, got a symbolic link\./);
  });
});

describe('a folder store with too many open files', () => {
  it.each([
    ['EMFILE', /limit of open files and sockets \(EMFILE\)\. "ulimit -n" shows the limit\./],
    ['ENFILE', /limit of open files and sockets \(ENFILE\)\..*"ulimit -n"/],
  ])('names the limit and how to raise it: %s', async (code, text) => {
    const folder = await temporaryFolder();
    await folderStore(folder).putIfAbsent('a/b', objectOf('hello'));
    const store = folderStore(folder, { name: './lake', fileSystem: failingAt('open', code) });

    const outcomes = await Promise.allSettled([
      store.putIfAbsent('a/c', objectOf('hello')),
      store.putIfAbsent('a/b', objectOf('hello')),
      store.read('a/b', { offset: 0, length: 1 }),
    ]);

    for (const { reason } of outcomes as PromiseRejectedResult[]) {
      expect(reason.message).toMatch(/^Could not (read|write) \.\/lake\/a\/[bc]: this /);
      expect(reason.message).toMatch(text);
      expect(reason).toMatchObject({ name: 'StoreError', retryable: true });
    }
  });

  it('opens a few files at once, whatever it is asked for at once', async () => {
    const { fileSystem, most } = countingOpenFiles();
    const store = folderStore(await temporaryFolder(), { fileSystem });
    const keys = Array.from({ length: 100 }, (_, number) => `a/${number}`);

    const outcomes = await Promise.all(
      keys.map((key) => store.putIfAbsent(key, objectOf('hello'))),
    );
    await Promise.all(keys.map((key) => useInEveryWay(store, key)));

    expect(outcomes).toEqual(keys.map(() => 'created'));
    expect(most()).toBeGreaterThan(1);
    expect(most()).toBeLessThanOrEqual(8);
  });

  it('goes on with what waits when some of it fails', async () => {
    const store = folderStore(await temporaryFolder());
    await store.putIfAbsent('there', objectOf('hello'));
    const keys = Array.from({ length: 100 }, (_, number) => (number % 2 === 0 ? 'there' : 'not'));

    const outcomes = await Promise.allSettled(keys.map((key) => store.read(key)));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  });

  it.skipIf(process.platform === 'win32')(
    'stores hundreds of objects at once in a process that may open 64 files',
    async () => {
      const folder = join(await temporaryFolder(), 'lake');

      const { stdout, stderr } = await runLimited(64, [...LIMITED, folder]);

      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({ created: 300 });
      expect(await keysOf(folderStore(folder), '')).toHaveLength(300);
    },
  );
});

describe('a folder store that stores a file', () => {
  it('holds a small part of it in memory', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'large');
    await writeFile(path, '');
    await truncate(path, 192 * MIB);

    const { stdout } = await runLimited(1000, [...LARGE, path, folder]);

    const { outcomes, grownBytes } = JSON.parse(stdout);
    expect(outcomes).toEqual(['created', 'identical']);
    expect(grownBytes).toBeLessThan(96 * MIB);
  });
});

/** The file system of this machine, on which one call fails. */
function failingAt(call: 'link' | 'lstatSync' | 'mkdir' | 'open', code: string): FileSystem {
  const fail = () => {
    throw Object.assign(new Error(`${code}: no`), { code });
  };
  const failing = call === 'lstatSync' ? fail : async () => fail();
  return { ...nodeFileSystem, [call]: failing };
}

/** The file system of this machine, and the most files that were open at once. */
function countingOpenFiles(): { fileSystem: FileSystem; most: () => number } {
  let [open, most] = [0, 0];
  const begin = () => {
    open += 1;
    most = Math.max(most, open);
  };
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async open(...parameters) {
      begin();
      const handle = await nodeFileSystem.open(...parameters);
      const close = handle.close.bind(handle);
      handle.close = async () => {
        await close();
        open -= 1;
      };
      return handle;
    },
    async readFile(...parameters) {
      begin();
      const bytes = await nodeFileSystem.readFile(...parameters);
      open -= 1;
      return bytes;
    },
  };
  return { fileSystem, most: () => most };
}

async function useInEveryWay(store: Store, key: string): Promise<void> {
  await Promise.all([
    store.read(key),
    store.read(key, { offset: 1, length: 2 }),
    store.putIfAbsent(key, objectOf('jello')),
    store.replace(key, objectOf('better'), objectOf('hello').sha256),
  ]);
}

const STORE = JSON.stringify(new URL('../../lib/stores/folder-store.ts', import.meta.url));
const OBJECT = JSON.stringify(new URL('../../lib/lake/object.ts', import.meta.url));
const MODULE = ['--import', 'tsx', '--input-type=module', '-e'];

/** Stores objects in the folder that is its argument. */
const LIMITED = [
  ...MODULE,
  `
    const { folderStore } = await import(${STORE});
    const { objectOf } = await import(${OBJECT});
    const store = folderStore(process.argv.at(-1));
    const counts = {};
    await Promise.all(Array.from({ length: 300 }, async (_, number) => {
      const outcome = await store.putIfAbsent('a/' + number, objectOf(Buffer.from('x'.repeat(1e5))));
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }));
    console.log(JSON.stringify(counts));
  `,
];

/** Stores the file that is its first argument twice in the folder that is its second one. */
const LARGE = [
  ...MODULE,
  `
    import { createHash } from 'node:crypto';
    import { createReadStream } from 'node:fs';
    import { stat } from 'node:fs/promises';
    const { folderStore } = await import(${STORE});
    const [path, folder] = process.argv.slice(-2);
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    const object = { body: { path }, size: (await stat(path)).size, sha256: hash.digest('hex') };
    const before = process.resourceUsage().maxRSS;
    const store = folderStore(folder);
    const outcomes = [await store.putIfAbsent('k', object), await store.putIfAbsent('k', object)];
    const grownBytes = (process.resourceUsage().maxRSS - before) * 1024;
    console.log(JSON.stringify({ outcomes, grownBytes }));
  `,
];

/** Runs Node in a process that may open so many files. */
function runLimited(
  files: number,
  args: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  const child = spawn(
    'sh',
    ['-c', `ulimit -n ${files} && exec "$0" "$@"`, process.execPath, ...args],
    { env: plainEnvironment() },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve({ stdout, stderr })));
}
