import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../lib/errors.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../stores/store-with.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';
import { fakeAccounts } from './fake-accounts.ts';

const KEY = declarationKey(fakeAccounts.name);

describe('a run', () => {
  it('writes the declaration that a lake without missing periods has lost', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const path = join(lake.folder, KEY);
    const before = await readFile(path, 'utf8');
    await rm(path);

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(report.jobs[0]?.receipts.map(({ status }) => status)).toEqual(
      SIX_HOURS.map(() => 'already-there'),
    );
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('tries to declare a job as often as to land a period', async () => {
    let tries = 0;
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          putIfAbsent(key, object) {
            if (key === KEY) tries += 1;
            if (key === KEY && tries < 3) throw refused();
            return store.putIfAbsent(key, object);
          },
        }),
    });

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]), { retryDelay: 1 });

    expect([tries, failureOf(report)]).toEqual([3, undefined]);
  });

  it('tries to read the declaration of the run that was faster, too', async () => {
    let reads = 0;
    const lake = await aLake({
      storeOf: (store) =>
        storeWith(store, {
          async putIfAbsent(key, object) {
            if (key === KEY && reads === 1) await winnerDeclares(store, key);
            return store.putIfAbsent(key, object);
          },
          async read(key, range) {
            if (key === KEY) reads += 1;
            // The first one finds none.
            if (key === KEY && reads === 2) throw refused();
            return store.read(key, range);
          },
        }),
    });

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]), { retryDelay: 1 });
    const { settings } = await lake.open().open(fakeAccounts);

    expect(failureOf(report)).toBeUndefined();
    expect(settings.seed).toBe('of the winner');
  });
});

/** Another run declares the job with a seed of its own. */
async function winnerDeclares(store: Store, key: string): Promise<void> {
  const winner = await aLake();
  const lake = winner.open({ 'fake-accounts': { seed: 'of the winner' } });
  await lake.declare(await lake.open(fakeAccounts), SIX_HOURS[0]);
  await store.putIfAbsent(key, objectOf(await winner.store.read(key)));
}

function refused(): StoreError {
  return new StoreError(
    { expected: 'an answer', got: 'SlowDown', advice: 'Run the same command again.' },
    { key: KEY },
    { retryable: true },
  );
}
