import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DifferentObjectError, MissingObjectError, StoreError } from '../../lib/errors.ts';
import { type NewObject, objectOf as objectOfBytes } from '../../lib/lake/object.ts';
import type { Store } from '../../lib/stores/store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KEY = 'some-job/dt=2026-11-20/hour=13/some-job-2026-11-20T13.parquet';

/** What every store does. `openEmpty` gives a function that opens the same, empty place again and again. */
export function storeContract(name: string, openEmpty: () => Promise<() => Store>): void {
  describe(`${name} keeps the contract of a store`, () => {
    it('is empty before the first object lands', async () => {
      const store = (await openEmpty())();

      const keys = await keysOf(store, '');

      expect(keys).toEqual([]);
    });

    it('gives back the bytes that landed, through another opening of the same place', async () => {
      const open = await openEmpty();

      const outcome = await open().putIfAbsent(KEY, objectOf('hello'));

      expect(outcome).toBe('created');
      expect(textOf(await open().read(KEY))).toBe('hello');
      expect(await open().size(KEY)).toBe(5);
    });

    it('accepts the same bytes twice and says so', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf('hello'));

      const again = await store.putIfAbsent(KEY, objectOf('hello'));

      expect(again).toBe('identical');
    });

    it.each(['other', 'longer', ''])(
      'says that a key is taken by other bytes than %j, and keeps them',
      async (text) => {
        const store = (await openEmpty())();
        await store.putIfAbsent(KEY, objectOf('hello'));

        const outcome = await store.putIfAbsent(KEY, objectOf(text));

        expect(outcome).toBe('taken');
        expect(textOf(await store.read(KEY))).toBe('hello');
      },
    );

    it('stores a file as it stores bytes', async () => {
      const open = await openEmpty();

      const outcomes = [
        await open().putIfAbsent(KEY, await fileObjectOf('hello')),
        await open().putIfAbsent(KEY, await fileObjectOf('hello')),
        await open().putIfAbsent(KEY, objectOf('hello')),
        await open().putIfAbsent(KEY, await fileObjectOf('other')),
        await open().putIfAbsent('empty', await fileObjectOf('')),
      ];
      const replaced = await open().replace(
        KEY,
        await fileObjectOf('good evening'),
        objectOf('hello').sha256,
      );

      expect(outcomes).toEqual(['created', 'identical', 'identical', 'taken', 'created']);
      expect(replaced).toBe('replaced');
      expect(textOf(await open().read(KEY))).toBe('good evening');
      expect(await open().size('empty')).toBe(0);
    });

    it.each<[string, Partial<NewObject>]>([
      ['is shorter than its object says', { size: 6 }],
      ['is longer than its object says', { size: 4 }],
      ['has another SHA-256 than its object says', { sha256: objectOf('jello').sha256 }],
      ['does not exist', { body: { path: join(tmpdir(), 'hourlake-no-such-file') } }],
    ])('refuses a file that %s, and stores nothing', async (_, wrong) => {
      const store = (await openEmpty())();
      const object = await fileObjectOf('hello');

      const landing = store.putIfAbsent(KEY, { ...object, ...wrong });

      await expect(landing).rejects.toThrow(StoreError);
      await expect(landing).rejects.toMatchObject({ key: KEY, retryable: false });
      await expect(landing).rejects.toThrow(/Nothing was stored\./);
      expect(await keysOf(store, '')).toEqual([]);
      expect(await store.sweep()).toBe(0);
    });

    it('refuses bytes with another SHA-256 than their object says, and stores nothing', async () => {
      const store = (await openEmpty())();
      const wrong = { ...objectOf('hello'), sha256: objectOf('jello').sha256 };

      const landing = store.putIfAbsent(KEY, wrong);

      await expect(landing).rejects.toThrow(StoreError);
      expect(await keysOf(store, '')).toEqual([]);
    });

    it('keeps what is there when a file that should replace it does not match', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf('hello'));
      const wrong = { ...(await fileObjectOf('other')), sha256: objectOf('OTHER').sha256 };

      const replacing = store.replace(KEY, wrong, objectOf('hello').sha256);

      await expect(replacing).rejects.toThrow(/should have SHA-256/);
      expect(textOf(await store.read(KEY))).toBe('hello');
    });

    it('lets one of many writers of a key win, and tells the others that it is there', async () => {
      const open = await openEmpty();
      const writers = Array.from({ length: 8 }, () => open());

      const outcomes = await Promise.all(
        writers.map((store) => store.putIfAbsent(KEY, objectOf('hello'))),
      );

      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await keysOf(open(), '')).toEqual([KEY]);
    });

    it('lists the objects under a prefix and no others', async () => {
      const store = (await openEmpty())();
      const keys = ['a/dt=1/one', 'a/dt=2/two', 'ab/three', 'b/four'];
      for (const key of keys) await store.putIfAbsent(key, objectOf(key));

      const listed = { a: await keysOf(store, 'a'), all: await keysOf(store, '') };

      expect(listed).toEqual({ a: ['a/dt=1/one', 'a/dt=2/two'], all: keys });
    });

    it('reads a range, and what there is of a range that passes the end', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf('hello'));

      const middle = await store.read(KEY, { offset: 1, length: 3 });
      const end = await store.read(KEY, { offset: 3, length: 100 });

      expect([textOf(middle), textOf(end)]).toEqual(['ell', 'lo']);
    });

    it('lands an object without a byte', async () => {
      const store = (await openEmpty())();

      await store.putIfAbsent(KEY, objectOf(''));

      expect(await store.size(KEY)).toBe(0);
    });

    it('names the key that is not there', async () => {
      const store = (await openEmpty())();

      await expect(store.read(KEY)).rejects.toThrow(MissingObjectError);
      await expect(store.size(KEY)).rejects.toThrow(MissingObjectError);
      await expect(store.size(KEY)).rejects.toMatchObject({ key: KEY, retryable: false });
    });

    it('replaces the bytes that were seen, and says so once they are there', async () => {
      const open = await openEmpty();
      const [seen, better] = [objectOf('hello'), objectOf('good evening')];
      await open().putIfAbsent(KEY, seen);

      const first = await open().replace(KEY, better, seen.sha256);
      const again = await open().replace(KEY, better, seen.sha256);

      expect([first, again]).toEqual(['replaced', 'identical']);
      expect(textOf(await open().read(KEY))).toBe('good evening');
      expect(await keysOf(open(), '')).toEqual([KEY]);
    });

    it('replaces an object without a byte', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf(''));

      const outcome = await store.replace(KEY, objectOf('hello'), objectOf('').sha256);

      expect(outcome).toBe('replaced');
      expect(textOf(await store.read(KEY))).toBe('hello');
    });

    it('does not replace what changed since it was seen', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf('newer'));

      const refused = store.replace(KEY, objectOf('other'), objectOf('hello').sha256);

      await expect(refused).rejects.toThrow(DifferentObjectError);
      await expect(refused).rejects.toMatchObject({ key: KEY, retryable: false });
      expect(textOf(await store.read(KEY))).toBe('newer');
    });

    it('does not land an object in the place of none', async () => {
      const store = (await openEmpty())();

      const refused = store.replace(KEY, objectOf('other'), objectOf('hello').sha256);

      await expect(refused).rejects.toThrow(StoreError);
      await expect(refused).rejects.toMatchObject({ key: KEY, retryable: false });
      expect(await keysOf(store, '')).toEqual([]);
    });

    it('lets many replace the same with the same, and one of them with another do nothing', async () => {
      const open = await openEmpty();
      const [seen, better] = [objectOf('hello'), objectOf('good evening')];
      await open().putIfAbsent(KEY, seen);

      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, () => open().replace(KEY, better, seen.sha256)),
      );
      const late = await open()
        .replace(KEY, objectOf('late'), seen.sha256)
        .catch((error: unknown) => error);

      expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
      expect(late).toBeInstanceOf(DifferentObjectError);
      expect(textOf(await open().read(KEY))).toBe('good evening');
    });

    it('removes an object once and no other, where it removes at all', async ({ skip }) => {
      const open = await openEmpty();
      const others = ['some-job/dt=2026-11-20/hour=14/other', 'some-job/dt=2026-11-21/other'];
      for (const key of [KEY, ...others]) await open().putIfAbsent(key, objectOf('hello'));
      if (open().remove === undefined) skip('objects expire by a lifecycle rule of the bucket');

      const first = await open().remove?.(KEY);
      const again = await open().remove?.(KEY);

      expect([first, again]).toEqual([true, false]);
      expect(await keysOf(open(), '')).toEqual(others);
      await expect(open().read(KEY)).rejects.toThrow(MissingObjectError);
      expect(await open().putIfAbsent(KEY, objectOf('other'))).toBe('created');
    });

    it('lets one of many remove an object, where it removes at all', async ({ skip }) => {
      const open = await openEmpty();
      await open().putIfAbsent(KEY, objectOf('hello'));
      if (open().remove === undefined) skip('objects expire by a lifecycle rule of the bucket');

      const removed = await Promise.all(Array.from({ length: 8 }, () => open().remove?.(KEY)));

      expect(removed.filter((one) => one === true)).toHaveLength(1);
      expect(await keysOf(open(), '')).toEqual([]);
    });

    it('erases an object and no other, where it erases at all', async ({ skip }) => {
      const open = await openEmpty();
      const others = [`${KEY}.more`, 'some-job/dt=2026-11-21/other'];
      for (const key of [KEY, ...others]) await open().putIfAbsent(key, objectOf('hello'));
      await open().replace(KEY, objectOf('good evening'), objectOf('hello').sha256);
      if (open().erase === undefined) skip('nothing is erased from this store');

      const first = await open().erase?.(KEY);
      const again = await open().erase?.(KEY);

      expect([first, again]).toEqual([true, false]);
      expect(await keysOf(open(), '')).toEqual(others);
      await expect(open().read(KEY)).rejects.toThrow(MissingObjectError);
    });

    it('has no leftovers of objects that landed or were replaced', async () => {
      const store = (await openEmpty())();
      await store.putIfAbsent(KEY, objectOf('hell'));
      await store.replace(KEY, objectOf('hello'), objectOf('hell').sha256);
      await store.replace(KEY, objectOf('other'), objectOf('hell').sha256).catch(() => {});

      const [left, swept] = [await store.leftovers(), await store.sweep()];

      expect([left, swept]).toEqual([0, 0]);
      expect(textOf(await store.read(KEY))).toBe('hello');
    });
  });
}

/** An object of these characters. */
export function objectOf(text: string): NewObject {
  return objectOfBytes(new TextEncoder().encode(text));
}

/** The same object, with a file as its body. */
export async function fileObjectOf(text: string): Promise<NewObject> {
  const path = join(await temporaryFolder(), 'body');
  await writeFile(path, text);
  return { ...objectOf(text), body: { path } };
}

/** The keys under a prefix, in order. */
export async function keysOf(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of store.list(prefix)) keys.push(key);
  return keys.sort();
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
