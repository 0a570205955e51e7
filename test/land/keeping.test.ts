import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { DeclarationError, DifferentObjectError, InputError } from '../../lib/errors.ts';
import { declarationBytes, parseDeclaration } from '../../lib/lake/declaration.ts';
import { objectOf } from '../../lib/lake/object.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import { changeKeeping } from '../../lib/land/keeping.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Store } from '../../lib/stores/store.ts';
import { storeWith } from '../stores/store-with.ts';
import { aLake, SIX_HOURS } from './a-lake.ts';
import { accountsOfDays } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';

const KEY = declarationKey(fakeAccounts.name);
/** When the two hours of 19 November have expired after seven days. */
const NOW = Date.UTC(2026, 10, 27);

describe('changing how long a lake keeps a job', () => {
  it('changes the declaration and no other word of it, and says what has expired', async () => {
    const { store } = await landed();
    const before = await store.read(KEY);

    const changed = await change(store, 7);
    const declared = await store.read(KEY);
    const back = await change(store, undefined);

    expect(changed).toEqual({ before: undefined, expired: SIX_HOURS.slice(0, 2) });
    expect(back).toEqual({ before: 7, expired: [] });
    const { keepDays, ...others } = parseDeclaration(declared, fakeAccounts, { lake: 'lake' });
    expect(keepDays).toBe(7);
    expect(sha256(declarationBytes(others))).toBe(sha256(before));
    expect(await store.read(KEY)).toEqual(before);
  });

  it('accepts what is declared already', async () => {
    const { store } = await landed();

    await change(store, 7);

    expect(await change(store, 7)).toMatchObject({ before: 7 });
  });

  it.each<[string, Job, number]>([
    ['less than a week', fakeAccounts, 6],
    ['no whole number of days', fakeAccounts, 7.5],
    ['a job that is not in the layer landing', bronzeFakeAccounts, 7],
    ['another number than the file of the job says', { ...fakeAccounts, keepDays: 30 }, 7],
  ])('refuses %s, and changes nothing', async (_, job, keepDays) => {
    const { store } = await landed();
    const before = await store.read(KEY);

    const changing = changeKeeping({ store, job, keepDays, instant: NOW });

    await expect(changing).rejects.toThrow(InputError);
    await expect(changing).rejects.toThrow(/Nothing was changed/);
    expect(await store.read(KEY)).toEqual(before);
  });

  it('refuses to keep for ever what the file of the job lets expire', async () => {
    const { store } = await landed();
    const job = { ...fakeAccounts, keepDays: 30 };

    const changing = changeKeeping({ store, job, keepDays: undefined, instant: NOW });

    await expect(changing).rejects.toThrow('to have keepDays left out, got 30');
  });

  it('refuses a lake that does not declare the job', async () => {
    const { store } = await landed();

    const changing = changeKeeping({ store, job: accountsOfDays, keepDays: 7, instant: NOW });

    await expect(changing).rejects.toThrow(DeclarationError);
    await expect(changing).rejects.toThrow(/to declare accounts-a-day .* got nothing there/);
  });

  it('does not overwrite what another process declares at the same time', async () => {
    const { store } = await landed();
    const racing: Store = storeWith(store, {
      async replace(key, object, expected) {
        const bytes = await store.read(key);
        const other = objectOf(new TextEncoder().encode(new TextDecoder().decode(bytes).trim()));
        await store.replace(key, other, sha256(bytes));
        return store.replace(key, object, expected);
      },
    });

    await expect(change(racing, 7)).rejects.toThrow(DifferentObjectError);
  });
});

async function landed() {
  const lake = await aLake();
  await run(lake.input([fakeAccounts, SIX_HOURS]));
  return lake;
}

function change(store: Store, keepDays: number | undefined) {
  return changeKeeping({ store, job: fakeAccounts, keepDays, instant: NOW });
}
