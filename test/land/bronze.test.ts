import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { isValidCpf } from '../../lib/brazil/cpf.ts';
import { KeyError } from '../../lib/errors.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, parseHour } from '../../lib/model/period.ts';
import { keyId } from '../../lib/protect/master-key.ts';
import { sivOf } from '../../lib/protect/protect-values.ts';
import { protectedDaysKind } from '../../lib/protect/protected-days.ts';
import { parseToken } from '../../lib/protect/token.ts';
import { sourceContract } from '../contracts/source-contract.ts';
import { fileOf, someAccounts } from '../generate/accounts/some-accounts.ts';
import { askDuckDb, footerByHyparquet } from '../read-parquet.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aKey, aKeyToMake, KEY, OTHER_KEY } from './a-key.ts';
import { type ALake, type ALakeOptions, aLake, hoursOf } from './a-lake.ts';
import { dayOf } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';
import { receiptsOf, reportOf } from './receipts-of.ts';

const DAY = dayOf('2026-11-20');
const NEXT = addPeriods(DAY, 1);
const HOURS = hoursOf(DAY);

/** A fifth of them have a fault: malformed CPFs, and times in other days. */
const dirtyAccounts: Job = {
  ...fakeAccounts,
  source: { ...fakeAccounts.source, settings: { ...fakeAccounts.source.settings, dirt: 0.2 } },
};

const landed = someAccounts({ 'accounts-per-hour': 20, dirt: 0.2 });

sourceContract(
  'A source of protected days',
  () =>
    protectedDaysKind.open({
      settings: { protect: 'cpf:siv:cpf', order: 'criado_em' },
      table: bronzeFakeAccounts.table,
      grain: 'day',
      inputs: [{ job: fakeAccounts.name, settings: {}, source: landed, inputs: [] }],
      key: { id: keyId(KEY), bytes: () => KEY },
    }),
  DAY,
  { read: async ({ period }) => (await fileOf(landed, period)).bytes },
);

async function aFilledLake({
  accounts = fakeAccounts,
  hours = HOURS,
  ...options
}: ALakeOptions & { readonly accounts?: Job; readonly hours?: typeof HOURS } = {}): Promise<ALake> {
  const lake = await aLake({ jobs: [accounts, bronzeFakeAccounts], ...options });
  await run(lake.input([accounts, hours]));
  return lake;
}

describe('the bronze layer', () => {
  it('has the rows of a day in order of time, with tokens for CPFs and all else as it landed', async () => {
    const lake = await aFilledLake({ accounts: dirtyAccounts });

    const report = await run(lake.input([bronzeFakeAccounts, [DAY]]));

    const file = lake.pathOf(bronzeFakeAccounts, DAY);
    const landed = `read_parquet('${lake.folder}/fake-accounts/**/*.parquet', hive_partitioning = false)`;
    const [[rows, inOrder, faulty] = []] = await askDuckDb(
      `SELECT count(*), bool_and(ok), count_if(late) FROM (
         SELECT criado_em >= coalesce(lag(criado_em) OVER (), criado_em) AS ok,
                criado_em > TIMESTAMP '2026-11-21' AS late
         FROM read_parquet('${file}', hive_partitioning = false))`,
    );
    const [[lost] = []] = await askDuckDb(
      `SELECT count(*) FROM (
         SELECT * EXCLUDE (cpf) FROM ${landed}
         EXCEPT SELECT * EXCLUDE (cpf_protegido) FROM read_parquet('${file}', hive_partitioning = false))`,
    );
    expect(receiptsOf(report, bronzeFakeAccounts)).toMatchObject([
      {
        key: 'bronze/fake-accounts/dt=2026-11-20/bronze-fake-accounts-2026-11-20.parquet',
        status: 'landed',
        rows: Number(rows),
      },
    ]);
    expect(Number(rows)).toBeGreaterThan(300);
    expect(inOrder).toBe(true);
    expect(Number(faulty)).toBeGreaterThan(2);
    expect(lost).toBe('0');
  });

  it('gives back every CPF, malformed ones too, one for one', async () => {
    const lake = await aFilledLake({ accounts: dirtyAccounts });
    await run(lake.input([bronzeFakeAccounts, [DAY]]));
    const siv = sivOf(KEY, 'cpf');

    const pairs = await askDuckDb(
      `SELECT cpf, cpf_protegido
       FROM read_parquet('${lake.folder}/fake-accounts/**/*.parquet')
       JOIN '${lake.pathOf(bronzeFakeAccounts, DAY)}' USING (id)`,
    );

    const revealed = pairs.map(([, token]) => {
      const { bytes = new Uint8Array() } = parseToken(String(token)) ?? {};
      return Buffer.from(siv.open(bytes) ?? []).toString();
    });
    expect(revealed).toEqual(pairs.map(([cpf]) => cpf));
    expect(revealed.filter((cpf) => !isValidCpf(cpf)).length).toBeGreaterThan(2);
  });

  it('has no CPF of the landing layer in any of its bytes', async () => {
    const lake = await aFilledLake({ accounts: dirtyAccounts });
    await run(lake.input([bronzeFakeAccounts, [DAY]]));
    const cpfs = await askDuckDb(
      `SELECT DISTINCT cpf FROM read_parquet('${lake.folder}/fake-accounts/**/*.parquet') WHERE length(cpf) > 5`,
    );

    const file = lake.pathOf(bronzeFakeAccounts, DAY);
    const text = `${(await readFile(file)).toString('latin1')}${JSON.stringify(await askDuckDb(`SELECT * FROM '${file}'`))}`;

    expect(cpfs.length).toBeGreaterThan(300);
    for (const [cpf] of cpfs) expect(text).not.toContain(cpf);
  });

  it('is the same object whoever lands it and however often', async () => {
    const lakes = [await aFilledLake(), await aFilledLake()];

    for (const lake of lakes) {
      const both = await Promise.all(
        [1, 2].map(() => run(lake.input([bronzeFakeAccounts, [DAY]]))),
      );
      expect(both.map((report) => failureOf(report))).toEqual([undefined, undefined]);
      const again = await run(lake.input([bronzeFakeAccounts, [DAY]]));
      expect(receiptsOf(again, bronzeFakeAccounts)).toMatchObject([{ status: 'already-there' }]);
    }

    const [first, second] = await Promise.all(lakes.map(({ folder }) => digestsOf(folder)));
    expect(first).toEqual(second);
  });

  it('never changes the tokens and bytes of a day', async () => {
    const lake = await aFilledLake();
    const report = await run(lake.input([bronzeFakeAccounts, [DAY]]));

    // Golden: a day made again by a later version has to be the same.
    expect(receiptsOf(report, bronzeFakeAccounts)).toMatchObject([
      { sha256: '55f88e37af0348e0c8c232ef88a52349a14724aa8b3fefa0e078d3e39fa90b1c' },
    ]);
  });

  it('waits for the last hour of a day, and leaves a day out of which the lake has only a part', async () => {
    const hours = hoursOf(DAY, NEXT).slice(1, -1);
    const lake = await aFilledLake({ hours });

    const report = await run(lake.input([bronzeFakeAccounts, [DAY, NEXT]]));

    expect(reportOf(report, bronzeFakeAccounts)).toMatchObject({
      receipts: [],
      waiting: [{ period: NEXT, missing: [{ job: 'fake-accounts', period: '2026-11-21T23' }] }],
    });
  });

  it('fails a day of which an hour is damaged, names the hour and lands the others', async () => {
    const lake = await aFilledLake({ hours: hoursOf(DAY, NEXT) });
    const hour = parseHour('2026-11-20T13');
    const path = lake.pathOf(fakeAccounts, hour);
    await writeFile(path, (await readFile(path)).subarray(0, -10));

    const report = await run(lake.input([bronzeFakeAccounts, [DAY, NEXT]]));

    expect(receiptsOf(report, bronzeFakeAccounts)).toMatchObject([
      { period: DAY, status: 'failed' },
      { period: NEXT, status: 'landed' },
    ]);
    expect(failureOf(report)?.message).toContain(
      'Expected fake-accounts 2026-11-20T13 to be a complete Parquet file',
    );
  });

  it('states in footers and in the declaration which key it was made with, and not the key', async () => {
    const lake = await aFilledLake();
    await run(lake.input([bronzeFakeAccounts, [DAY]]));

    const footer = footerByHyparquet(await readFile(lake.pathOf(bronzeFakeAccounts, DAY)));
    const declaration = await readFile(`${lake.folder}/_lake/bronze-fake-accounts.json`, 'utf8');

    expect(footer.key_value_metadata).toContainEqual({ key: 'hourlake.key', value: keyId(KEY) });
    expect(JSON.parse(declaration).key).toBe(keyId(KEY));
    for (const encoding of ['hex', 'base64'] as const) {
      expect(declaration).not.toContain(Buffer.from(KEY).toString(encoding).slice(0, 10));
    }
  });

  it('gets its declaration back from a footer, with the key', async () => {
    const lake = await aFilledLake();
    await run(lake.input([bronzeFakeAccounts, [DAY]]));
    const path = `${lake.folder}/_lake/bronze-fake-accounts.json`;
    const declaration = await readFile(path, 'utf8');
    await rm(path);

    await run(lake.input([bronzeFakeAccounts, [DAY]]));

    expect(JSON.parse(await readFile(path, 'utf8')).key).toBe(keyId(KEY));
    expect(await readFile(path, 'utf8')).toBe(declaration);
  });
});

describe('the key of the bronze layer', () => {
  it('is asked for when a day is due; without it the accounts land all the same', async () => {
    const lake = await aLake({ jobs: [fakeAccounts, bronzeFakeAccounts], key: aKey(undefined) });

    const early = await run(
      lake.input([fakeAccounts, HOURS.slice(0, 5)], [bronzeFakeAccounts, [DAY]]),
    );
    const late = await run(lake.input([fakeAccounts, HOURS], [bronzeFakeAccounts, [DAY]]));

    expect(failureOf(early)).toBeUndefined();
    expect(receiptsOf(late, fakeAccounts)).toHaveLength(24);
    expect(failureOf(late)).toBeInstanceOf(KeyError);
    expect(failureOf(late)?.message).toBe(
      'Expected a key for bronze-fake-accounts in ./lake, in env:A_KEY, got none. Set A_KEY. If the lake never had a key, "hourlake key new" makes one.',
    );
    expect(
      Object.keys(await digestsOf(lake.folder)).filter((key) => key.includes('bronze')),
    ).toEqual([]);
  });

  it('is the only one that adds to a lake', async () => {
    const mine = await aFilledLake({ hours: hoursOf(DAY, NEXT) });
    await run(mine.input([bronzeFakeAccounts, [DAY]]));
    const other = await aLake({
      jobs: mine.jobs,
      folder: mine.folder,
      key: aKey(OTHER_KEY),
    });

    const report = await run(other.input([bronzeFakeAccounts, [DAY, NEXT]]));

    expect(failureOf(report)).toBeInstanceOf(KeyError);
    expect(failureOf(report)?.message).toBe(
      `Expected the key ${keyId(KEY)}, which bronze-fake-accounts in ./lake was made with, got the key ${keyId(OTHER_KEY)} in env:A_KEY. Nothing was landed. Name the place of the other key, or use another lake for this one.`,
    );
    expect(Object.keys(await digestsOf(mine.folder))).not.toContain(
      objectKey(bronzeFakeAccounts, NEXT),
    );
  });

  it('is made once, for the first day of a lake, and never for a lake that had one', async () => {
    const place = aKeyToMake(KEY);
    const lake = await aFilledLake({ key: place, hours: hoursOf(DAY, NEXT) });
    expect(place.made()).toBe(0);

    await run(lake.input([bronzeFakeAccounts, [DAY]]));
    await run(lake.input([bronzeFakeAccounts, [DAY]]));
    const lost = aKeyToMake(OTHER_KEY);
    const after = await aLake({ jobs: lake.jobs, folder: lake.folder, key: lost });
    const report = await run(after.input([bronzeFakeAccounts, [DAY, NEXT]]));

    expect(place.made()).toBe(1);
    expect(lost.made()).toBe(0);
    expect(failureOf(report)?.message).toContain(`Expected the key ${keyId(KEY)} for`);
  });

  it('is that of the first of two runs that begin a lake with different keys', async () => {
    const lake = await aFilledLake();
    const other = await aLake({ jobs: lake.jobs, folder: lake.folder, key: aKey(OTHER_KEY) });

    const reports = await Promise.all(
      [lake, other].map((each) => run(each.input([bronzeFakeAccounts, [DAY]]))),
    );

    const failures = reports.map((report) => failureOf(report));
    expect(failures.filter((failure) => failure === undefined)).toHaveLength(1);
    expect(failures.find((failure) => failure !== undefined)).toBeInstanceOf(KeyError);
    const winner = failures[0] === undefined ? KEY : OTHER_KEY;
    const footer = footerByHyparquet(await readFile(lake.pathOf(bronzeFakeAccounts, DAY)));
    expect(footer.key_value_metadata).toContainEqual({ key: 'hourlake.key', value: keyId(winner) });
  });

  it('is not needed to open a job', async () => {
    const { store, jobs } = await aFilledLake();
    const { sourceKinds } = await import('../../jobs/source-kinds.ts');

    const lake = new LakeJobs({ store, jobs, kinds: sourceKinds, instant: 0 });

    const job = await lake.open(bronzeFakeAccounts);

    expect(job.source.inputs?.(DAY)).toHaveLength(24);
    expect(job.key).toMatchObject({ isAbsent: true, id: undefined });
  });
});
