import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { CatalogError, StoreError } from '../../lib/errors.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { RunInput } from '../../lib/land/run-options.ts';
import type { Hour } from '../../lib/model/period.ts';
import { storeWith } from '../stores/store-with.ts';
import { aCatalog } from './a-catalog.ts';
import { aLake, hoursOf, SIX_HOURS } from './a-lake.ts';
import { accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { receiptsOf, reportOf } from './receipts-of.ts';

describe('a run with a catalog', () => {
  it('notifies it of every wanted hour that is in the lake, those of earlier runs included', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 4)]));
    const catalog = aCatalog();

    const report = await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog));

    expect([...catalog.known.keys()].sort()).toEqual(SIX_HOURS);
    expect(reportOf(report, fakeAccounts).registration).toEqual({ added: 6, alreadyThere: 0 });
  });

  it('notifies it once more without harm', async () => {
    const lake = await aLake();
    const catalog = aCatalog();
    await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog));

    const report = await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog));

    expect(reportOf(report, fakeAccounts).registration).toEqual({ added: 0, alreadyThere: 6 });
  });

  it('notifies the catalog of each job of its own periods, days as well as hours', async () => {
    const lake = await aLake();
    const day = dayOf('2026-11-20');
    const [hourly, daily] = [aCatalog(fakeAccounts), aCatalog(accountsOfDays)];
    const input = lake.input([fakeAccounts, hoursOf(day)], [accountsOfDays, [day]]);

    await run({
      ...input,
      jobs: input.jobs.map((each) => ({
        ...each,
        catalog: each.job === fakeAccounts ? hourly : daily,
      })),
    });

    expect([...hourly.known.keys()].sort()).toEqual(hoursOf(day));
    expect([...daily.known]).toEqual([['2026-11-20', 's3://a-lake/accounts-a-day/dt=2026-11-20/']]);
  });

  it('does not notify it of an hour that failed, nor of one that was not begun', async () => {
    const catalog = aCatalog();
    const ending = new AbortController();
    const [bad] = SIX_HOURS as [Hour];
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          async putIfAbsent(key, object) {
            if (!key.includes(bad)) return store.putIfAbsent(key, object);
            throw new StoreError({ expected: 'room', got: 'none', advice: 'Wait.' }, { key });
          },
        }),
    });

    const report = await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog), {
      concurrency: 1,
      signal: ending.signal,
      onReceipt: (_, { status }) => status === 'landed' && ending.abort(),
    });

    expect([...catalog.known.keys()]).toEqual([SIX_HOURS[1]]);
    expect(failureOf(report)).toMatchObject({ periods: [{ job: 'fake-accounts', period: bad }] });
  });

  it('keeps its receipts when the catalog refuses, and then fails with what it said', async () => {
    const lake = await aLake();
    const refusal = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(refusal) };

    const report = await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog));

    expect(receiptsOf(report, fakeAccounts).map(({ status }) => status)).toEqual(
      Array(6).fill('landed'),
    );
    expect(failureOf(report)).toBe(refusal);
  });

  it('lands a job whose input could not be registered', async () => {
    const lake = await aLake();
    const day = dayOf('2026-11-20');
    const refusal = new CatalogError({ expected: 'a table', got: 'none', advice: 'Deploy.' });
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(refusal) };
    const input = lake.input([fakeAccounts, hoursOf(day)], [accountsOfDays, [day]]);

    const report = await run({
      ...input,
      jobs: input.jobs.map((each) => (each.job === fakeAccounts ? { ...each, catalog } : each)),
    });

    expect(receiptsOf(report, accountsOfDays).map(({ status }) => status)).toEqual(['landed']);
    expect(failureOf(report)).toBe(refusal);
  });

  it('fails with a defect of the catalog as it is', async () => {
    const lake = await aLake();
    const defect = new TypeError('a defect');
    const catalog: Catalog = { ...aCatalog(), register: () => Promise.reject(defect) };

    const report = await run(withCatalog(lake.input([fakeAccounts, SIX_HOURS]), catalog));

    expect(failureOf(report)).toBe(defect);
  });
});

function withCatalog(input: RunInput, catalog: Catalog): RunInput {
  return { ...input, jobs: input.jobs.map((each) => ({ ...each, catalog })) };
}
