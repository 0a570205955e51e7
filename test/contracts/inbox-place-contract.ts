import { describe, expect, it } from 'vitest';
import type { DroppedFile, InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import { sha256 } from '../../lib/lake/sha256.ts';

/** An inbox, and what a person can do with it. */
export interface InboxUnderTest {
  readonly place: InboxPlace;
  /** Puts a file into the inbox, in place of one of the same name. */
  readonly drop: (name: string, text: string) => Promise<void>;
  /** The text of a file in the inbox; `undefined` when there is none. */
  readonly textOf: (name: string) => Promise<string | undefined>;
}

/** What every inbox keeps to. */
export function inboxPlaceContract(name: string, open: () => Promise<InboxUnderTest>): void {
  describe(`${name} keeps the contract of an inbox`, () => {
    it('is empty before anything was dropped', async () => {
      const { place } = await open();

      expect(await place.list()).toEqual([]);
      expect(await place.look('a.csv')).toBeUndefined();
    });

    it('lists files in order of their names, without hidden ones and those in folders', async () => {
      const { place, drop } = await open();
      for (const each of ['b.csv', 'a b+ç.xlsx', '.hidden.csv', 'folder/c.csv']) {
        await drop(each, 'text');
      }

      const listed = await place.list();

      expect(listed.map((file) => [file.name, file.size])).toEqual([
        ['a b+ç.xlsx', 4],
        ['b.csv', 4],
      ]);
    });

    it('reads the file that was listed, and nothing in its place', async () => {
      const { place, drop } = await open();
      await drop('a.csv', 'one');
      const file = await only(place);
      const read = await place.read(file);
      await drop('a.csv', 'three');

      expect(new TextDecoder().decode(read)).toBe('one');
      expect(await place.read(file)).toBeUndefined();
      expect(await place.read({ ...file, name: 'other.csv' })).toBeUndefined();
    });

    it('removes a file that is still the one that was read, once', async () => {
      const { place, drop, textOf } = await open();
      await drop('a.csv', 'one');
      const file = await only(place);

      expect(await place.remove(file, digest('one'))).toBe('removed');
      expect(await place.remove(file, digest('one'))).toBe('gone');
      expect(await textOf('a.csv')).toBeUndefined();
      expect(await place.list()).toEqual([]);
    });

    it('keeps a file that replaced the one that was read', async () => {
      const { place, drop, textOf } = await open();
      await drop('a.csv', 'one');
      const file = await only(place);
      await drop('a.csv', 'two');

      expect(await place.remove(file, digest('one'))).toBe('changed');
      expect(await textOf('a.csv')).toBe('two');
      expect((await only(place)).version).not.toBe(file.version);
    });

    it('writes a note in place of an older one, and removes it', async () => {
      const { place, drop, textOf } = await open();
      await drop('a.csv', 'one');
      await place.writeNote('a.csv.erro.txt', 'first');
      await place.writeNote('a.csv.erro.txt', 'second');
      const written = await textOf('a.csv.erro.txt');
      await place.removeNote('a.csv.erro.txt');
      await place.removeNote('a.csv.erro.txt');

      expect(written).toBe('second');
      expect(await textOf('a.csv.erro.txt')).toBeUndefined();
      expect(await textOf('a.csv')).toBe('one');
    });
  });
}

async function only(place: InboxPlace): Promise<DroppedFile> {
  const [file, ...others] = await place.list();
  if (file === undefined || others.length > 0) throw new TypeError('Expected one file');
  return file;
}

function digest(text: string): string {
  return sha256(new TextEncoder().encode(text));
}
