import { mkdir, mkdtemp, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { type FileSystem, nodeFileSystem } from '../../lib/stores/file-system.ts';
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
): Promise<InboxUnderTest & { readonly root: string }> {
  const root = join(await mkdtemp(join(tmpdir(), 'inbox-')), 'inbox');
  const fileSystem = { ...nodeFileSystem, ...calls };
  return {
    root,
    place: openInboxFolder(root, { name: './inbox', fileSystem }),
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
