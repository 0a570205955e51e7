import {
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type FileSystem, nodeFileSystem } from '../../lib/stores/file-system.ts';
import { type Host, nodeHost } from '../../lib/stores/host.ts';
import { openInboxFolder } from '../../lib/stores/inbox-folder.ts';
import { type InboxUnderTest, inboxPlaceContract } from '../contracts/inbox-place-contract.ts';

inboxPlaceContract('the inbox in a folder', () => anInbox());

describe('the inbox in a folder', () => {
  it('brings back a file that a killed run had moved away, beside one that was dropped since', async () => {
    const { place, root, drop } = await anInbox();
    await drop('.taken/1/a.csv', 'first');
    await drop('a.csv', 'second');

    const listed = await place.list();

    expect(listed.map(({ name }) => name)).toEqual(['a (2).csv', 'a.csv']);
    expect(await readFile(join(root, 'a (2).csv'), 'utf8')).toBe('first');
    expect(await readdir(root)).toEqual(['a (2).csv', 'a.csv']);
  });

  it('puts a file back that was written to while it was moved away', async () => {
    const { place, root, drop } = await anInbox({
      // A program that has the file open goes on writing to it.
      async rename(from, to) {
        await rename(from, to);
        await writeFile(to, ' more', { flag: 'a' });
      },
    });
    await drop('a.csv', 'one');
    const [file] = await place.list();

    const outcome = file && (await place.remove(file, digest('one')));

    expect(outcome).toBe('changed');
    expect(await readFile(join(root, 'a.csv'), 'utf8')).toBe('one more');
    expect(await readdir(root)).toEqual(['a.csv']);
  });

  it('puts a file back that has the captured bytes and was written to since', async () => {
    const { place, root, drop } = await anInbox();
    await drop('a.csv', 'one');
    const [file] = await place.list();
    await utimes(join(root, 'a.csv'), new Date(0), new Date(0));

    const outcome = file && (await place.remove(file, digest('one')));

    expect(outcome).toBe('changed');
    expect(await readFile(join(root, 'a.csv'), 'utf8')).toBe('one');
  });

  it('flushes the name of a file that it puts back before it removes the other one', async () => {
    const calls: string[] = [];
    const { place, root, drop } = await anInbox({
      async link(from, to) {
        await link(from, to);
        calls.push('link');
      },
      async open(path, flags) {
        if (path === `${root}/`) calls.push('flush');
        return nodeFileSystem.open(path, flags);
      },
      async unlink(path) {
        calls.push('unlink');
        await unlink(path);
      },
    });
    await drop('.taken/1/a.csv', 'one');

    await place.list();

    expect(calls).toEqual(['link', 'flush', 'unlink']);
  });

  it('removes what a killed process left of a note, and not what a running one writes', async () => {
    const { place, root } = await anInbox({}, { isRunning: (id) => id === 8 });
    const [dead, alive] = [7, 8].map((id) => `${id}-00000000-0000-0000-0000-000000000000`);
    await mkdir(join(root, '.notes'), { recursive: true });
    for (const name of [dead, alive]) await writeFile(join(root, '.notes', `${name}`), 'half');

    await place.list();

    expect(await readdir(join(root, '.notes'))).toEqual([alive]);
  });

  it('writes a note again that another machine took for a leftover', async () => {
    let swept = 0;
    const { place, root, textOf } = await anInbox({
      async rename(from, to) {
        swept += 1;
        if (swept === 1) await rm(from);
        await rename(from, to);
      },
    });

    await place.writeNote('a.csv.erro.txt', 'text');

    expect(await textOf('a.csv.erro.txt')).toBe('text');
    expect(await readdir(root)).toEqual(['a.csv.erro.txt']);
  });

  it('does not read a file that changes meanwhile', async () => {
    const { place, root, drop } = await anInbox({
      async readFile(path, options) {
        const bytes = await readFile(path, options);
        await writeFile(join(root, 'a.csv'), ' more', { flag: 'a' });
        return bytes;
      },
    });
    await drop('a.csv', 'one');
    const [file] = await place.list();

    expect(file && (await place.read(file))).toBeUndefined();
  });

  it('leaves symbolic links alone', async () => {
    const { place, root, drop } = await anInbox();
    await drop('folder/a.csv', 'one');
    await symlink(join(root, 'folder', 'a.csv'), join(root, 'link.csv'));

    expect(await place.list()).toEqual([]);
    expect(await place.look('link.csv')).toBeUndefined();
  });

  it('names the folder when it cannot be read', async () => {
    const { place } = await anInbox({
      readdirSync() {
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      },
    });

    await expect(place.list()).rejects.toThrow(StoreError);
    await expect(place.list()).rejects.toThrow('./inbox');
  });
});

async function anInbox(
  calls: Partial<FileSystem> = {},
  machine: Partial<Host> = {},
): Promise<InboxUnderTest & { readonly root: string }> {
  const root = join(await mkdtemp(join(tmpdir(), 'inbox-')), 'inbox');
  const fileSystem = { ...nodeFileSystem, ...calls };
  return {
    root,
    place: openInboxFolder(root, {
      name: './inbox',
      fileSystem,
      host: { ...nodeHost, ...machine },
    }),
    async drop(name, text) {
      const path = join(root, name);
      await mkdir(dirname(path), { recursive: true });
      // As people's programs do it: under another name first. A new version has another time or size.
      await writeFile(`${path}.part`, text);
      await rename(`${path}.part`, path);
    },
    textOf: (name) => readFile(join(root, name), 'utf8').catch(() => undefined),
  };
}

function digest(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
