import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError, StoreError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { failureOf, run } from '../../lib/land/run.ts';
import { type Hour, parseHour } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../../simulation/broken/store-with.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';

describe('a run', () => {
  it('lands every wanted hour and gives a receipt for each, oldest first', async () => {
    const lake = await aLake();

    const { receipts } = await run({ ...lake, wanted: SIX_HOURS });

    expect(receipts.map(({ hour, status }) => [hour, status])).toEqual(
      SIX_HOURS.map((hour) => [hour, 'landed']),
    );
    for (const receipt of receipts) {
      const bytes = await lake.store.read(receipt.key);
      expect(receipt).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) });
    }
  });

  it('lands only what is missing, and leaves the rest to itself', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS.slice(0, 4) });

    const { receipts } = await run({ ...lake, wanted: SIX_HOURS });

    expect(receipts.map(({ status }) => status)).toEqual([
      ...Array(4).fill('already-there'),
      ...Array(2).fill('landed'),
    ]);
  });

  it('restores the same bytes of hours that were deleted', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS });
    const before = await digestsOf(lake.store);
    for (const hour of SIX_HOURS.slice(2, 5)) {
      await rm(join(lake.folder, objectKey(lake.prefix, hour)));
    }

    await run({ ...lake, wanted: SIX_HOURS });

    expect(await digestsOf(lake.store)).toEqual(before);
  });

  it('lands the same bytes one hour at a time and many at once', async () => {
    const [one, many] = [await aLake(), await aLake()];

    await run({ ...one, wanted: SIX_HOURS }, { concurrency: 1 });
    await run({ ...many, wanted: [...SIX_HOURS].reverse() }, { concurrency: 6 });

    expect(await digestsOf(many.store)).toEqual(await digestsOf(one.store));
  });

  it('lists the prefix once, whatever the number of hours', async () => {
    const lake = await aLake();
    let listings = 0;
    const store = storeWith(lake.store, {
      list(prefix) {
        listings += 1;
        return lake.store.list(prefix);
      },
    });

    await run({ ...lake, store, wanted: SIX_HOURS });

    expect(listings).toBe(1);
  });

  it('ends one of two runs at the same time with hours that are already there', async () => {
    const lake = await aLake();

    const reports = await Promise.all([
      run({ ...lake, wanted: SIX_HOURS }),
      run({ ...lake, wanted: SIX_HOURS }),
    ]);

    const landed = reports.flatMap(({ receipts }) =>
      receipts.filter(({ status }) => status === 'landed').map(({ hour }) => hour),
    );
    expect(landed.sort()).toEqual(SIX_HOURS);
    expect(reports.map(failureOf)).toEqual([undefined, undefined]);
  });

  it('lands the other hours when one fails, and then fails with its name', async () => {
    const lake = await aLake();
    const bad = SIX_HOURS[2] as Hour;
    const store = failing(lake.store, objectKey(lake.prefix, bad), () => true);

    const report = await run({ ...lake, store, wanted: SIX_HOURS });

    const failure = failureOf(report);
    expect(failure).toMatchObject({ hours: [bad] });
    expect(failure?.message).toMatch(/2026-11-20T00/);
    expect((await keysOf(lake.store, '')).length).toBe(SIX_HOURS.length - 1);
  });

  it('names an hour whose key holds other bytes, and leaves them', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS });
    const [hour] = SIX_HOURS as [Hour];
    const key = objectKey(lake.prefix, hour);
    await writeFile(join(lake.folder, key), 'other');
    const blind = storeWith(lake.store, { async *list() {} });

    const report = await run({ ...lake, store: blind, wanted: [hour] });

    expect(failureOf(report)?.message).toMatch(/Nothing was overwritten/);
    expect(await lake.store.size(key)).toBe(5);
  });

  it('tries again what may pass, and not what may not', async () => {
    const lake = await aLake();
    const [first, second] = SIX_HOURS as [Hour, Hour];
    let tries = 0;
    const passing = failing(lake.store, objectKey(lake.prefix, first), () => ++tries < 3);
    const final = failing(passing, objectKey(lake.prefix, second), () => true, false);

    const { receipts } = await run(
      { ...lake, store: final, wanted: [first, second] },
      { retryDelay: 1 },
    );

    expect(tries).toBe(3);
    expect(receipts.map(({ status }) => status)).toEqual(['landed', 'failed']);
  });

  it('waits before a further try, each time twice as long', async () => {
    const lake = await aLake();
    const waits: number[] = [];
    const [hour] = SIX_HOURS as [Hour];
    const store = failing(lake.store, objectKey(lake.prefix, hour), () => true);

    await run(
      { ...lake, store, wanted: [hour] },
      { attempts: 4, sleep: async (milliseconds) => waits.push(milliseconds) },
    );

    expect(waits).toEqual([200, 400, 800]);
  });

  it('begins no further hour once it is told to end, and names those it left', async () => {
    const lake = await aLake();
    const ending = new AbortController();

    const { receipts, notBegun } = await run(
      { ...lake, wanted: SIX_HOURS },
      { concurrency: 1, signal: ending.signal, onReceipt: () => ending.abort() },
    );

    expect(receipts).toHaveLength(1);
    expect(notBegun).toEqual(SIX_HOURS.slice(1));
  });

  it('lands nothing when the lake would span more hours than its values stay unique for', async () => {
    const lake = await aLake();
    const wanted = [parseHour('1971-01-01T00'), parseHour('9000-01-01T00')];

    const running = run({ ...lake, wanted });

    await expect(running).rejects.toThrow(InputError);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('counts what is in the lake already towards that span', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: [parseHour('1971-01-01T00')] });

    const running = run({ ...lake, wanted: [parseHour('9000-01-01T00')] });

    await expect(running).rejects.toThrow(/a lake that is short enough/);
  });

  it('shows a defect instead of making a receipt of it', async () => {
    const lake = await aLake();
    const defect = new TypeError('a defect');
    const source = {
      ...lake.source,
      batches() {
        throw defect;
      },
    };

    const running = run({ ...lake, source, wanted: SIX_HOURS });

    await expect(running).rejects.toBe(defect);
  });
});

/** A store that refuses one key as long as `refuses` says so. */
function failing(store: Store, key: string, refuses: () => boolean, retryable = true): Store {
  return storeWith(store, {
    async putIfAbsent(wanted, object) {
      if (wanted !== key || !refuses()) return store.putIfAbsent(wanted, object);
      const message = { expected: 'a store', got: 'a refusal', advice: 'None.' };
      throw new StoreError(message, { key }, { retryable });
    },
  });
}

async function digestsOf(store: Store): Promise<string[]> {
  const keys = await keysOf(store, '');
  return Promise.all(keys.map(async (key) => `${sha256(await store.read(key))} ${key}`));
}
