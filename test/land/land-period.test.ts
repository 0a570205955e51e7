import { describe, expect, it } from 'vitest';
import { BatchError, DifferentObjectError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { inThisThread, landPeriod } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { run } from '../../lib/land/run.ts';
import type { Hour, Period } from '../../lib/model/period.ts';
import { periodMakerContract } from '../contracts/period-maker-contract.ts';
import { sourceContract } from '../contracts/source-contract.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { footerByHyparquet, rowsByHyparquet } from '../read-parquet.ts';
import { aLake, hoursOf, SIX_HOURS } from './a-lake.ts';
import { accountsADayKind, accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { periodInMemory } from './period-in-memory.ts';

const DAY = dayOf('2026-11-20');

periodMakerContract('this thread', ({ source }, scratch) =>
  inThisThread(source, noInputs, { scratch }),
);

sourceContract(
  'The source of the daily job of tests',
  () =>
    accountsADayKind.open({
      settings: { 'least-accounts': 0 },
      table: accountsOfDays.table,
      grain: 'day',
      inputs: [],
    }),
  DAY,
  { read: readHour },
);

describe('this thread', () => {
  it('makes one period after the other, also after one that failed', async () => {
    const source = await aSource();
    const [first, second, third] = SIX_HOURS as [Hour, Hour, Hour];
    const log: string[] = [];
    const maker = inThisThread(
      {
        ...source,
        async *batches(hour) {
          log.push(`begin ${hour}`);
          yield { a: hour === second ? ['one'] : [1] };
          log.push(`end ${hour}`);
        },
        table: {
          name: 't',
          description: '',
          columns: [
            { name: 'a', type: 'integer', description: '', example: '1', statistics: false },
          ],
        },
      },
      noInputs,
    );

    const made = await Promise.allSettled(
      [first, second, third].map((hour) => maker.digestOf(hour)),
    );

    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(made[1]).toMatchObject({ reason: expect.any(BatchError) });
    expect(log).toEqual([
      `begin ${first}`,
      `end ${first}`,
      `begin ${second}`,
      `begin ${third}`,
      `end ${third}`,
    ]);
  });
});

describe('the file of a period', () => {
  it('is made from the objects of its inputs, and its footer names table and period', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, hoursOf(DAY)]));
    const opened = await lake.open().open(accountsOfDays);

    const { bytes, rows } = await periodInMemory(
      opened.source,
      DAY,
      inputsFrom(lake.store, opened),
    );

    const landed = await rowsByHyparquet(bytes);
    const facts = footerByHyparquet(bytes).key_value_metadata?.map(({ key, value }) => [
      key,
      value,
    ]);
    expect(rows).toBe(24);
    expect(landed.map(({ hora }) => hora)).toEqual(hoursOf(DAY).map((hour) => hour.slice(-2)));
    expect(landed.filter(({ contas }) => Number(contas) > 0).length).toBeGreaterThan(12);
    expect(facts).toEqual([
      ['hourlake.table', 'accounts_a_day'],
      ['hourlake.day', '2026-11-20'],
      ['hourlake.generator', 'accounts-a-day/1'],
      ['hourlake.least-accounts', '0'],
    ]);
  });

  it('is refused to a source that reads what is not an input of its job', async () => {
    const lake = await aLake();
    const opened = await lake.open().open(fakeAccounts);
    const read = inputsFrom(lake.store, opened);

    await expect(read({ job: 'podcasts', period: DAY })).rejects.toThrow(TypeError);
  });
});

describe('landing a period', () => {
  it('leaves other bytes under its key, and says how to find out whose they are', async () => {
    const lake = await aLake();
    const [hour] = SIX_HOURS as [Hour];
    const other = await aLake({ folder: lake.folder });
    const key = objectKey(fakeAccounts, hour);
    const maker = inThisThread(await aSource({ seed: 'other' }), noInputs);
    await landPeriod({ job: fakeAccounts, store: lake.store, maker }, hour);
    const there = await lake.store.read(key);

    const landing = landPeriod(
      { job: fakeAccounts, store: other.store, maker: inThisThread(await aSource(), noInputs) },
      hour,
    );

    await expect(landing).rejects.toThrow(DifferentObjectError);
    await expect(landing).rejects.toThrow(/Nothing was overwritten/);
    expect(await lake.store.read(key)).toEqual(there);
    expect(await keysOf(lake.store, '')).toEqual([key]);
  });
});

const hoursMade = new Map<Period, Promise<Uint8Array>>();

/** Makes an hour when it is first read. */
function readHour({ period }: { readonly period: Period }): Promise<Uint8Array> {
  const made =
    hoursMade.get(period) ??
    aSource().then(async (source) => (await periodInMemory(source, period, noInputs)).bytes);
  hoursMade.set(period, made);
  return made;
}

async function aSource(asked: Record<string, string> = {}) {
  const lake = await aLake();
  return (await lake.open({ [fakeAccounts.name]: asked }).open(fakeAccounts)).source;
}
