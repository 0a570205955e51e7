import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { InputError, RunFailedError, StoreError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { type Hour, parseHour } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../../simulation/broken/store-with.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { receiptsOf } from './receipts-of.ts';

const DECLARATION = '_lake/fake-accounts.json';

describe('a run', () => {
  it('lands every wanted hour and gives a receipt for each, oldest first', async () => {
    const lake = await aLake();

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    const receipts = receiptsOf(report, fakeAccounts);
    expect(receipts.map(({ period, status }) => [period, status])).toEqual(
      SIX_HOURS.map((hour) => [hour, 'landed']),
    );
    for (const receipt of receipts) {
      const bytes = await lake.store.read(receipt.key);
      expect(receipt).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes) });
    }
  });

  it('lands only what is missing, and leaves the rest as it is', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 4)]));

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(receiptsOf(report, fakeAccounts).map(({ status }) => status)).toEqual([
      ...Array(4).fill('already-there'),
      ...Array(2).fill('landed'),
    ]);
  });

  it('restores the same bytes of hours that were deleted', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const before = await digestsOf(lake.folder);
    for (const hour of SIX_HOURS.slice(2, 5)) await rm(lake.pathOf(fakeAccounts, hour));

    await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('lands the same bytes one hour at a time and many at once', async () => {
    const [one, many] = [await aLake(), await aLake()];

    await run(one.input([fakeAccounts, SIX_HOURS]), { concurrency: 1 });
    await run(
      {
        ...many.input(),
        jobs: [{ job: fakeAccounts, wanted: [...SIX_HOURS].reverse(), since: SIX_HOURS[0] }],
      },
      { concurrency: 6 },
    );

    expect(await digestsOf(many.folder)).toEqual(await digestsOf(one.folder));
  });

  it('lists the folder of a job once, and twice before it is declared', async () => {
    const listed: string[] = [];
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          list(prefix) {
            listed.push(prefix);
            return store.list(prefix);
          },
        }),
    });

    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 4)]));
    const first = listed.splice(0);
    await run(lake.input([fakeAccounts, SIX_HOURS]));

    // The folder tells whether a declaration was lost, and then what has landed. The folder of
    // declarations, which records of captures fill, is not listed.
    expect(first).toEqual(['fake-accounts', 'fake-accounts']);
    expect(listed).toEqual(['fake-accounts']);
  });

  it('ends one of two runs at the same time with hours that are already there', async () => {
    const lake = await aLake();

    const reports = await Promise.all([
      run(lake.input([fakeAccounts, SIX_HOURS])),
      run(lake.input([fakeAccounts, SIX_HOURS])),
    ]);

    const landed = reports.flatMap((report) =>
      receiptsOf(report, fakeAccounts)
        .filter(({ status }) => status === 'landed')
        .map(({ period }) => period),
    );
    expect(landed.sort()).toEqual(SIX_HOURS);
    expect(reports.map(failureOf)).toEqual([undefined, undefined]);
  });

  it('lands the other hours when one fails, and then fails with its name', async () => {
    const bad = SIX_HOURS[2] as Hour;
    const lake = await aLake({
      storeOf: (store) => failing(store, objectKey(fakeAccounts, bad), () => true, false),
    });

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    const failure = failureOf(report);
    expect(failure).toBeInstanceOf(RunFailedError);
    expect(failure).toMatchObject({ periods: [{ job: 'fake-accounts', period: bad }] });
    expect(failure?.message).toMatch(
      /^Expected 6 hours of fake-accounts in the lake, got 1 that failed: 2026-11-20T00\./,
    );
    expect((await keysOf(lake.store, 'fake-accounts')).length).toBe(SIX_HOURS.length - 1);
  });

  it('names an hour whose key holds other bytes, and leaves them', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const [hour] = SIX_HOURS as [Hour];
    const key = objectKey(fakeAccounts, hour);
    await writeFile(lake.pathOf(fakeAccounts, hour), 'other');
    const blind = await aLake({
      folder: lake.folder,
      storeOf: (store) =>
        storeWith(store, {
          async *list(prefix) {
            for await (const each of store.list(prefix)) if (each !== key) yield each;
          },
        }),
    });

    const report = await run(blind.input([fakeAccounts, [hour]]));

    expect(failureOf(report)?.message).toMatch(/Nothing was overwritten/);
    expect(await lake.store.size(key)).toBe(5);
  });

  it('tries again what may pass, and not what may not', async () => {
    const [first, second] = SIX_HOURS as [Hour, Hour];
    let tries = 0;
    const lake = await aLake({
      storeOf: (store) => {
        const passing = failing(store, objectKey(fakeAccounts, first), () => ++tries < 3);
        return failing(passing, objectKey(fakeAccounts, second), () => true, false);
      },
    });

    const report = await run(lake.input([fakeAccounts, [first, second]]), {
      sleep: async () => {},
    });

    expect(tries).toBe(3);
    expect(receiptsOf(report, fakeAccounts).map(({ status }) => status)).toEqual([
      'landed',
      'failed',
    ]);
  });

  it('tries a period as often as its job says, and waits twice as long each time', async () => {
    const waits: number[] = [];
    const [hour] = SIX_HOURS as [Hour];
    const stubborn = { ...fakeAccounts, attempts: 4 };
    const lake = await aLake({
      jobs: [stubborn],
      storeOf: (store) => failing(store, objectKey(stubborn, hour), () => true),
    });

    await run(lake.input([stubborn, [hour]]), {
      sleep: async (milliseconds) => waits.push(milliseconds),
    });

    expect(waits).toEqual([200, 400, 800]);
  });

  it('begins no further hour once it is asked to end, and names those it left', async () => {
    const lake = await aLake();
    const ending = new AbortController();

    const { jobs } = await run(lake.input([fakeAccounts, SIX_HOURS]), {
      concurrency: 1,
      signal: ending.signal,
      onReceipt: () => ending.abort(),
    });

    expect(jobs[0]?.receipts).toHaveLength(1);
    expect(jobs[0]?.notBegun).toEqual(SIX_HOURS.slice(1));
  });

  it('lands and declares nothing when its source refuses the span of the lake', async () => {
    const lake = await aLake();
    const wanted = [parseHour('1971-01-01T00'), parseHour('9000-01-01T00')];

    const report = await run(lake.input([fakeAccounts, wanted]));

    expect(failureOf(report)).toBeInstanceOf(InputError);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('counts what is in the lake already towards that span, and changes nothing', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, [parseHour('1971-01-01T00')]]));
    const before = await digestsOf(lake.folder);

    const report = await run(lake.input([fakeAccounts, [parseHour('9000-01-01T00')]]));

    expect(failureOf(report)?.message).toMatch(
      /a range of hours in which no CPF and no phone number repeats/,
    );
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('removes the leftovers of killed runs before anything else, and says how many', async () => {
    const lake = await aLake();
    const swept: number[] = [];

    const { sweptLeftovers } = await run(
      {
        ...lake.input([fakeAccounts, SIX_HOURS.slice(0, 1)]),
        store: storeWith(lake.store, { sweep: async () => 3 }),
      },
      { onSweep: (leftovers) => swept.push(leftovers) },
    );

    expect(sweptLeftovers).toBe(3);
    expect(swept).toEqual([3]);
  });

  it('plans each job once, and gives its receipts as they come', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 4)]));
    const log: string[] = [];

    await run(lake.input([fakeAccounts, SIX_HOURS]), {
      concurrency: 1,
      onPlan: ({ name }, { missing, alreadyThere }) =>
        log.push(`${name}: ${missing.length} missing, ${alreadyThere.length} there`),
      onReceipt: ({ name }, { period, status }) => log.push(`${name} ${period} ${status}`),
      onJob: ({ job }) => {
        log.push(`${job.name} is done`);
      },
    });

    expect(log).toEqual([
      'fake-accounts: 2 missing, 4 there',
      'fake-accounts 2026-11-20T02 landed',
      'fake-accounts 2026-11-20T03 landed',
      'fake-accounts is done',
    ]);
  });
});

describe('the declaration', () => {
  it('is put before the first object', async () => {
    const puts: string[] = [];
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          async putIfAbsent(key, object) {
            puts.push(key);
            return store.putIfAbsent(key, object);
          },
        }),
    });

    await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(puts[0]).toBe(DECLARATION);
    expect(puts.slice(1).every((key) => key.startsWith('fake-accounts/'))).toBe(true);
    expect(puts).toHaveLength(SIX_HOURS.length + 1);
  });

  it('keeps every object out of the lake when it cannot be put', async () => {
    const lake = await aLake({
      storeOf: (store) => failing(store, DECLARATION, () => true, false),
    });

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(failureOf(report)).toBeInstanceOf(StoreError);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('is not written by a run that has nothing to land', async () => {
    const lake = await aLake();

    await run(lake.input([fakeAccounts, []]));

    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('begins with the first wanted period when nothing else is said', async () => {
    const lake = await aLake();

    await run({
      ...lake.input(),
      jobs: [{ job: fakeAccounts, wanted: [...SIX_HOURS].reverse() }],
    });

    const { declaration } = await lake.open().open(fakeAccounts);
    expect(declaration?.since).toBe(SIX_HOURS[0]);
  });

  it('begins with the whole range for a shard', async () => {
    const lake = await aLake();

    await run({
      ...lake.input(),
      jobs: [{ job: fakeAccounts, wanted: SIX_HOURS.slice(3), since: SIX_HOURS[0] }],
    });

    const { declaration } = await lake.open().open(fakeAccounts);
    expect(declaration?.since).toBe(SIX_HOURS[0]);
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
