import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { CatalogError, StoreError } from '../../lib/errors.ts';
import { failureOf, run } from '../../lib/land/run.ts';
import type { Hour } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { aCatalog } from './a-catalog.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';

describe('a run with a catalog', () => {
  it('tells it of every wanted hour that is in the lake, those of earlier runs included', async () => {
    const lake = await aLake();
    await run({ ...lake, wanted: SIX_HOURS.slice(0, 4) });
    const catalog = aCatalog();

    const { registration } = await run({ ...lake, catalog, wanted: SIX_HOURS });

    expect([...catalog.known.keys()].sort()).toEqual(SIX_HOURS);
    expect(registration).toEqual({ added: 6, alreadyThere: 0 });
  });

  it('tells it once more without harm', async () => {
    const lake = await aLake();
    const catalog = aCatalog();
    await run({ ...lake, catalog, wanted: SIX_HOURS });

    const { registration } = await run({ ...lake, catalog, wanted: SIX_HOURS });

    expect(registration).toEqual({ added: 0, alreadyThere: 6 });
  });

  it('does not tell of an hour that failed, nor of one that was not begun', async () => {
    const lake = await aLake();
    const catalog = aCatalog();
    const ending = new AbortController();
    const [bad] = SIX_HOURS as [Hour];
    const store = storeWith(lake.store, {
      async putIfAbsent(key, object) {
        if (!key.includes(bad)) return lake.store.putIfAbsent(key, object);
        throw new StoreError({ expected: 'room', got: 'none', advice: 'Wait.' }, { key });
      },
    });

    const report = await run(
      { ...lake, store, catalog, wanted: SIX_HOURS },
      {
        concurrency: 1,
        signal: ending.signal,
        onReceipt: ({ status }) => status === 'landed' && ending.abort(),
      },
    );

    expect([...catalog.known.keys()]).toEqual([SIX_HOURS[1]]);
    expect(failureOf(report)).toMatchObject({ hours: [bad] });
  });

  it('keeps its receipts when the catalog cannot be told, and then fails with what it said', async () => {
    const lake = await aLake();
    const refusal = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(refusal) };

    const report = await run({ ...lake, catalog, wanted: SIX_HOURS });

    expect(report.receipts.map(({ status }) => status)).toEqual(Array(6).fill('landed'));
    expect(failureOf(report)).toBe(refusal);
  });

  it('ends with what is no error of ours', async () => {
    const lake = await aLake();
    const catalog: Catalog = {
      ...aCatalog(),
      register: () => Promise.reject(new TypeError('a defect')),
    };

    await expect(run({ ...lake, catalog, wanted: SIX_HOURS })).rejects.toThrow(TypeError);
  });
});
