import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeclarationError, InputError, StoreError } from '../../lib/errors.ts';
import { generatedAccountsKind } from '../../lib/generate/accounts/generated-accounts.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, type Hour, parseHour } from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import { plantedFaults } from '../../lib/tables/planted-faults.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { cutShort, empty } from '../doctor/damage.ts';
import { noInputs, someAccounts } from '../generate/accounts/some-accounts.ts';
import { digestsOf } from '../run-hourlake.ts';
import { storeWith } from '../stores/store-with.ts';
import { type ALake, aLake, hoursOf, SIX_HOURS } from './a-lake.ts';
import { accountsOfDays, dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { periodInMemory } from './period-in-memory.ts';
import { receiptsOf } from './receipts-of.ts';

const [FIRST] = SIX_HOURS as [Hour];

describe('a job of a lake without a first run', () => {
  it('has the settings of the job, and the defaults of the others', async () => {
    const lake = await aLake();

    const { settings, declaration, declared } = await lake.open().open(fakeAccounts);

    expect(settings).toEqual({
      seed: 'a lake',
      'accounts-per-hour': 20,
      growth: 0,
      cpf: 'valid',
      dirt: 0,
    });
    expect([declaration, declared]).toEqual([undefined, 'not yet']);
    expect(await keysOf(lake.store, '')).toEqual([]);
  });

  it('has the settings that were asked for before those of the job', async () => {
    const lake = await aLake();

    const { settings } = await lake
      .open({ 'fake-accounts': { seed: 'asked', dirt: '0.5' } })
      .open(fakeAccounts);

    expect(settings).toMatchObject({ seed: 'asked', dirt: 0.5, 'accounts-per-hour': 20 });
  });

  it('has its inputs with their settings', async () => {
    const lake = await aLake();

    const { inputs } = await lake.open({ 'fake-accounts': { seed: 'asked' } }).open(accountsOfDays);

    expect(inputs.map(({ job, settings }) => [job.name, settings.seed])).toEqual([
      ['fake-accounts', 'asked'],
    ]);
  });

  it.each<[string, SettingValues, RegExp]>([
    [
      'an unknown setting',
      { sede: 'x' },
      /a setting of fake-accounts, got "sede"\. Did you mean "seed"\?/,
    ],
    [
      'a setting that is out of range',
      { dirt: '0.6' },
      /fake-accounts\.dirt to be a number from 0 to 0\.5/,
    ],
  ])('is refused with %s', async (_, asked, message) => {
    const lake = await aLake();

    const opening = lake.open({ 'fake-accounts': asked }).open(fakeAccounts);

    await expect(opening).rejects.toThrow(InputError);
    await expect(opening).rejects.toThrow(message);
  });

  it('is refused with an unknown kind of source, and the nearest one is named', async () => {
    const job = { ...fakeAccounts, source: { kind: 'generated-acounts' } };
    const lake = await aLake({ jobs: [job] });

    await expect(lake.open().open(job)).rejects.toThrow(
      /got "generated-acounts"\. Did you mean "generated-accounts"\?/,
    );
  });

  it('is refused when its grain is not that of its source', async () => {
    const job: Job = { ...fakeAccounts, grain: 'day' };
    const lake = await aLake({ jobs: [job] });

    await expect(lake.open().open(job)).rejects.toThrow(
      /the job fake-accounts to have the grain of its source, hour, got day/,
    );
  });
});

describe('a declaration', () => {
  it('says all that later runs need to know', async () => {
    const lake = await aLake();
    await run({
      ...lake.input([fakeAccounts, SIX_HOURS]),
      lake: lake.open({ 'fake-accounts': { dirt: '0.25' } }),
    });

    const { settings, declaration, declared } = await lake.open().open(fakeAccounts);

    expect(declared).toBe('in the lake');
    expect(settings).toMatchObject({ seed: 'a lake', dirt: 0.25 });
    expect(declaration).toMatchObject({
      job: 'fake-accounts',
      layer: 'landing',
      grain: 'hour',
      since: FIRST,
      source: 'generated-accounts',
      settings,
      inputs: [],
      versions: { generator: 'generated-accounts/2' },
      table: { name: 'fake_accounts' },
    });
  });

  it('is the same bytes whichever first run writes it', async () => {
    const [one, other] = [await aLake(), await aLake()];

    await run(one.input([fakeAccounts, SIX_HOURS]), { concurrency: 1 });
    await run(other.input([fakeAccounts, SIX_HOURS.slice(0, 2)]), { concurrency: 4 });

    const bytes = await Promise.all([one, other].map(declarationOf));
    expect(bytes[0]).toBe(bytes[1]);
    expect(bytes[0]).not.toContain(one.folder);
  });

  it('keeps its beginning when a later run begins earlier', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(2)]));

    await run(lake.input([fakeAccounts, SIX_HOURS]));

    const { declaration } = await lake.open().open(fakeAccounts);
    expect(declaration?.since).toBe(SIX_HOURS[2]);
  });

  it('stands against other settings of the job, and other defaults', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const changed = {
      ...fakeAccounts,
      source: { kind: 'generated-accounts', settings: { seed: 'newer' } },
    };
    const later = await aLake({ folder: lake.folder, jobs: [changed] });

    const report = await run(later.input([changed, [addPeriods(FIRST, 6)]]));

    const { settings } = await later.open().open(changed);
    expect(failureOf(report)).toBeUndefined();
    expect(settings).toMatchObject({ seed: 'a lake', 'accounts-per-hour': 20 });
  });

  it('takes the settings that it has when they are asked for again', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));

    const asked = { 'fake-accounts': { seed: 'a lake', growth: '0', 'accounts-per-hour': '20.0' } };

    await expect(lake.open(asked).open(fakeAccounts)).resolves.toMatchObject({
      settings: { seed: 'a lake' },
    });
  });

  it('refuses other settings that are asked for, names the difference, and keeps all as it is', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const before = await digestsOf(lake.folder);

    const report = await run({
      ...lake.input([fakeAccounts, [addPeriods(FIRST, 6)]]),
      lake: lake.open({ 'fake-accounts': { 'accounts-per-hour': '21' } }),
    });

    const failure = failureOf(report);
    expect(failure).toBeInstanceOf(InputError);
    expect(failure?.message).toBe(
      'Expected fake-accounts.accounts-per-hour to be 20, which ./lake was filled with, got 21. Leave the setting out, or use another lake: a lake keeps the settings of its first run.',
    );
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('has the default of a setting that is newer than it', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    await change(lake, (there) => ({
      ...there,
      settings: { seed: 'a lake', 'accounts-per-hour': 20, growth: 0 },
    }));

    const { settings } = await lake.open().open(fakeAccounts);

    expect(settings).toMatchObject({ cpf: 'valid', dirt: 0 });
  });
});

describe('a declaration that is not usable', () => {
  it.each<[string, string | ((declaration: Record<string, unknown>) => object), RegExp]>([
    [
      'is no JSON',
      'not JSON',
      /_lake\/fake-accounts\.json to be the declaration of a job, got 8 bytes/,
    ],
    [
      'is of a newer version',
      (there) => ({ ...there, format: 2 }),
      /got a declaration of format 2/,
    ],
    [
      'is of another table',
      (there) => ({ ...there, table: { name: 'other', columns: [] } }),
      /to declare the table "fake_accounts", got "other"/,
    ],
    [
      'has a setting that this version does not know',
      (there) => ({ ...there, settings: { seed: 'a lake', colour: 'red' } }),
      /\.\/lake\/_lake\/fake-accounts\.json to have settings that this version knows: .+, got "colour"/,
    ],
    [
      'has a setting that is out of range',
      (there) => ({ ...there, settings: { dirt: 7 } }),
      /\.\/lake\/_lake\/fake-accounts\.json to have settings .+ fake-accounts\.dirt .+, got 7/,
    ],
  ])(
    'because it %s ends the job with one error, and changes nothing',
    async (_, content, message) => {
      const lake = await aLake();
      await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 2)]));
      if (typeof content === 'string') await writeFile(pathOfDeclaration(lake), content);
      else await change(lake, content);
      const before = await digestsOf(lake.folder);

      const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

      expect(failureOf(report)).toBeInstanceOf(InputError);
      expect(failureOf(report)?.message).toMatch(message);
      expect(await digestsOf(lake.folder)).toEqual(before);
    },
  );

  it('is of another job when that job wrote it under its key', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const bytes = await readFile(pathOfDeclaration(lake));
    await writeFile(join(lake.folder, declarationKey(accountsOfDays.name)), bytes);

    await expect(lake.open().open(accountsOfDays)).rejects.toThrow(
      /to declare the job "accounts-a-day", got "fake-accounts"/,
    );
  });

  it('is an error of the store when it cannot be read', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    const lost = await aLake({
      folder: lake.folder,
      storeOf: (store) =>
        storeWith(store, {
          read: async (key) => {
            throw new StoreError({ expected: 'a read', got: 'EIO', advice: 'Wait.' }, { key });
          },
        }),
    });

    await expect(lost.open().open(fakeAccounts)).rejects.toThrow(StoreError);
  });
});

describe('two first runs at once', () => {
  it('with other beginnings agree on one declaration, and land every hour', async () => {
    const lake = await aLake();
    const [early, late] = [SIX_HOURS.slice(0, 4), SIX_HOURS.slice(2)];

    const reports = await Promise.all([
      run(lake.input([fakeAccounts, early])),
      run(lake.input([fakeAccounts, late])),
    ]);

    const { declaration } = await lake.open().open(fakeAccounts);
    expect(reports.map(failureOf)).toEqual([undefined, undefined]);
    expect([early[0], late[0]]).toContain(declaration?.since);
    expect(await keysOf(lake.store, 'fake-accounts')).toHaveLength(6);
  });

  it('with other settings end with one that lands nothing of its own, if it asked for them', async () => {
    const lake = await aLake();
    const loser = lake.open({ 'fake-accounts': { seed: 'loser' } });
    // It has seen a lake without a declaration when the other one writes it.
    await loser.open(fakeAccounts);
    await run({ ...lake.input([fakeAccounts, SIX_HOURS.slice(0, 2)]) });
    const before = await digestsOf(lake.folder);

    const report = await run({ ...lake.input([fakeAccounts, SIX_HOURS]), lake: loser });

    expect(failureOf(report)).toBeInstanceOf(InputError);
    expect(failureOf(report)?.message).toMatch(
      /^Expected fake-accounts\.seed to be "a lake", which \.\/lake was filled with, got "loser"/,
    );
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('with other settings go on with those of the winner, if nobody asked for others', async () => {
    const lake = await aLake();
    const winner = lake.open({ 'fake-accounts': { seed: 'winner' } });
    const loser = lake.open();
    await loser.open(fakeAccounts);
    await run({ ...lake.input([fakeAccounts, SIX_HOURS.slice(0, 2)]), lake: winner });

    const report = await run({ ...lake.input([fakeAccounts, SIX_HOURS]), lake: loser });

    const expected = await periodInMemory(
      someAccounts({ seed: 'winner', 'accounts-per-hour': 20, growth: 0 }),
      SIX_HOURS[5] as Hour,
      noInputs,
    );
    expect(failureOf(report)).toBeUndefined();
    expect(receiptsOf(report, fakeAccounts).at(-1)).toMatchObject({
      status: 'landed',
      sha256: expected.sha256,
    });
  });

  it('make a job over others with the settings of the winner too, opened before or after', async () => {
    const truth: Job = {
      ...fakeAccounts,
      name: 'fake-accounts-truth',
      table: plantedFaults,
      source: { kind: 'planted-faults' },
      inputs: [fakeAccounts.name],
    };
    const lake = await aLake({ jobs: [fakeAccounts, truth] });
    const winner = lake.open({ 'fake-accounts': { dirt: '0.5', 'accounts-per-hour': '100' } });
    const loser = lake.open();
    await loser.open(truth);
    await run({ ...lake.input([fakeAccounts, SIX_HOURS]), lake: winner });

    // The hours are all there already, by the time it looks.
    const report = await run({
      ...lake.input([fakeAccounts, SIX_HOURS], [truth, SIX_HOURS]),
      lake: loser,
    });

    const rows = receiptsOf(report, truth).map((receipt) => ('rows' in receipt ? receipt.rows : 0));
    expect(failureOf(report)).toBeUndefined();
    expect(rows).toHaveLength(6);
    expect(Math.max(...rows.map(Number))).toBeGreaterThan(0);
  });
});

describe('a lake without a declaration', () => {
  it('has that of its footers, with its oldest period for its beginning', async () => {
    const lake = await aLake();
    await run({
      ...lake.input([fakeAccounts, SIX_HOURS]),
      lake: lake.open({ 'fake-accounts': { seed: 'Çãé 😀', dirt: '0.25' } }),
    });
    const before = await declarationOf(lake);
    await rm(pathOfDeclaration(lake));

    const { declared, declaration, settings } = await lake.open().open(fakeAccounts);

    expect(declared).toBe('by footers');
    expect(settings).toMatchObject({ seed: 'Çãé 😀', dirt: 0.25 });
    expect(declaration).toMatchObject({
      since: FIRST,
      versions: { generator: 'generated-accounts/2' },
    });
    expect(await keysOf(lake.store, '_lake')).toEqual([]);
    await run(lake.input([fakeAccounts, [addPeriods(FIRST, 6)]]));
    expect(await declarationOf(lake)).toBe(before);
  });

  it('has it for a daily job and its own settings, too', async () => {
    const lake = await aLake();
    const day = dayOf('2026-11-20');
    const asked = { 'accounts-a-day': { 'least-accounts': '3' } };
    await run({
      ...lake.input([fakeAccounts, hoursOf(day)], [accountsOfDays, [day]]),
      lake: lake.open(asked),
    });
    const path = join(lake.folder, declarationKey(accountsOfDays.name));
    const before = await readFile(path, 'utf8');
    await rm(path);

    const { declared, settings } = await lake.open().open(accountsOfDays);

    expect([declared, settings]).toEqual(['by footers', { 'least-accounts': 3 }]);
    const open = lake.open();
    await open.declare(await open.open(accountsOfDays), undefined);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('asks the oldest file that says enough: not one that is corrupt, or of something else', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS]));
    await rm(pathOfDeclaration(lake));
    const [cut, hollow, renamed, other] = SIX_HOURS.map((hour) =>
      lake.pathOf(fakeAccounts, hour),
    ) as [string, string, string, string];
    const source = someAccounts({ seed: 'other' });
    await cutShort(cut);
    await empty(hollow);
    await writeFile(
      renamed,
      (await periodInMemory(source, parseHour('2026-01-01T00'), noInputs)).bytes,
    );
    await writeFile(
      other,
      (
        await periodInMemory(
          { ...source, facts: { seed: 'other' } },
          SIX_HOURS[3] as Hour,
          noInputs,
        )
      ).bytes,
    );

    const { settings, declaration } = await lake.open().open(fakeAccounts);

    expect(settings.seed).toBe('a lake');
    expect(declaration?.since).toBe(FIRST);
  });

  it('is refused when no file says enough, and changes nothing', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 2)]));
    await rm(pathOfDeclaration(lake));
    for (const hour of SIX_HOURS.slice(0, 2)) await cutShort(lake.pathOf(fakeAccounts, hour));
    const before = await digestsOf(lake.folder);

    const report = await run(lake.input([fakeAccounts, SIX_HOURS]));

    expect(failureOf(report)).toBeInstanceOf(InputError);
    expect(failureOf(report)?.message).toMatch(
      /got footers without usable settings\. Another tool/,
    );
    expect(await digestsOf(lake.folder)).toEqual(before);
  });

  it('refuses other settings that are asked for as well', async () => {
    const lake = await aLake();
    await run(lake.input([fakeAccounts, SIX_HOURS.slice(0, 2)]));
    await rm(pathOfDeclaration(lake));

    const opening = lake.open({ 'fake-accounts': { seed: 'other' } }).open(fakeAccounts);

    await expect(opening).rejects.toThrow(/fake-accounts\.seed to be "a lake"/);
  });
});

function pathOfDeclaration(lake: ALake): string {
  return join(lake.folder, declarationKey(fakeAccounts.name));
}

function declarationOf(lake: ALake): Promise<string> {
  return readFile(pathOfDeclaration(lake), 'utf8');
}

async function change(
  lake: ALake,
  changed: (declaration: Record<string, unknown>) => object,
): Promise<void> {
  const declaration: Record<string, unknown> = JSON.parse(await declarationOf(lake));
  await writeFile(pathOfDeclaration(lake), JSON.stringify(changed(declaration)));
}

describe('a lake that another version of the generator began', () => {
  async function begunBy(generator: string, continues: readonly string[] = []): Promise<ALake> {
    const lake = await aLake({
      moreKinds: [{ ...generatedAccountsKind, kind: 'continued', open }],
    });
    function open(context: Parameters<typeof generatedAccountsKind.open>[0]) {
      return { ...generatedAccountsKind.open(context), continues };
    }
    await run(lake.input([continued, [FIRST]]));
    const path = join(lake.folder, declarationKey('fake-accounts'));
    const declaration = await readFile(path, 'utf8');
    await writeFile(path, declaration.replace('generated-accounts/2', generator));
    return lake;
  }

  const continued: Job = { ...fakeAccounts, source: { ...fakeAccounts.source, kind: 'continued' } };
  const [, second] = SIX_HOURS as [Hour, Hour];

  it('goes on if values that are unique in it stay unique, and its report says so', async () => {
    const lake = await begunBy('generated-accounts/1', ['generated-accounts/1']);

    const report = await run(lake.input([continued, [second]]));

    expect(failureOf(report)).toBeUndefined();
    expect(report.jobs[0]).toMatchObject({
      continues: 'generated-accounts/1',
      receipts: [{ period: second, status: 'landed' }],
    });
  });

  it('gets no further hours otherwise, and is read as before', async () => {
    const lake = await begunBy('generated-accounts/1');
    const keys = await keysOf(lake.store, '');

    const report = await run(lake.input([continued, [second]]));

    expect(report.jobs[0]?.failure).toBeInstanceOf(DeclarationError);
    expect(report.jobs[0]?.failure?.message).toMatch(
      / to have been begun by generated-accounts\/2, got generated-accounts\/1\. Nothing was landed/,
    );
    expect(await keysOf(lake.store, '')).toEqual(keys);
    expect((await lake.open().open(continued)).declared).toBe('in the lake');
  });
});
