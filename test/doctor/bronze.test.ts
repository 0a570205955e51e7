import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { replay } from '../../lib/doctor/replay.ts';
import { InputError, KeyError } from '../../lib/errors.ts';
import type { LakeJob } from '../../lib/land/lake-jobs.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { run } from '../../lib/land/run.ts';
import { addPeriods, type Day, parseHour } from '../../lib/model/period.ts';
import { keyId } from '../../lib/protect/master-key.ts';
import { fileOf, someAccounts } from '../generate/accounts/some-accounts.ts';
import { aKey, KEY, OTHER_KEY } from '../land/a-key.ts';
import { aLake, hoursOf } from '../land/a-lake.ts';
import { dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, type Patient, type PatientOptions } from './a-patient.ts';
import { cutShort, flipBit } from './damage.ts';

const DAY = dayOf('2026-11-20');
const NEXT = addPeriods(DAY, 1);
const JOBS = [fakeAccounts, bronzeFakeAccounts];
const SPAN = { from: parseHour('2026-11-20T00'), to: parseHour('2026-11-22T00') };

/** A lake with two days in both layers. */
function aFullPatient(options: PatientOptions = {}): Promise<Patient> {
  return aPatient({
    jobs: JOBS,
    landed: [
      [fakeAccounts, hoursOf(DAY, NEXT)],
      [bronzeFakeAccounts, [DAY, NEXT]],
    ],
    ...options,
  });
}

/** Puts a day that another key made in the place of one. */
async function putDayOfAnotherKey(patient: Patient, day: Day): Promise<void> {
  const { folder } = await aFullPatient({ key: aKey(OTHER_KEY) });
  const [from, to] = [{ ...patient, folder }, patient].map(({ folder: root }) =>
    patient.pathOf(bronzeFakeAccounts, day).replace(patient.folder, root),
  );
  await writeFile(to ?? '', await readFile(from ?? ''));
}

/** What is found of the bronze layer: period, kind and reason. */
async function foundIn(patient: Pick<Patient, 'examination'>): Promise<unknown[]> {
  const { jobs } = await patient.examination();
  const found = jobs.find(({ job }) => job === bronzeFakeAccounts)?.findings ?? [];
  return found.map((finding) => [
    'period' in finding ? finding.period : undefined,
    finding.kind,
    'reason' in finding ? finding.reason : undefined,
  ]);
}

describe('the doctor of a bronze layer', () => {
  it('finds nothing wrong after a run', async () => {
    expect(await foundIn(await aFullPatient())).toEqual([]);
  });

  it('names a day that another key made, and the tokens that do not open', async () => {
    const patient = await aFullPatient();
    await putDayOfAnotherKey(patient, DAY);

    expect(await foundIn(patient)).toEqual([
      [
        DAY,
        'different',
        expect.stringMatching(
          /^hourlake\.key is "[^"]+", not "[^"]+"; (\d+) of \1 tokens in cpf_protegido do not open with this key$/,
        ),
      ],
    ]);
  });

  it('tells a day that another key made without any key, and says of the others that they were not compared', async () => {
    const patient = await aFullPatient();
    await putDayOfAnotherKey(patient, DAY);
    const locked = await aPatient({
      jobs: JOBS,
      folder: patient.folder,
      key: aKey(undefined),
      landed: [[fakeAccounts, hoursOf(DAY, NEXT)]],
    });

    const found = await foundIn(locked);

    expect(found).toEqual([
      [DAY, 'different', `hourlake.key is "${keyId(OTHER_KEY)}", not "${keyId(KEY)}"`],
      [NEXT, 'unreadable', expect.stringContaining(`Expected the key ${keyId(KEY)} for`)],
    ]);
  });

  it('leaves a corrupt day without the key, and says why it cannot be made again', async () => {
    const patient = await aFullPatient();
    await cutShort(patient.pathOf(bronzeFakeAccounts, DAY));
    const locked = await aPatient({
      jobs: JOBS,
      folder: patient.folder,
      key: aKey(undefined),
      landed: [[fakeAccounts, hoursOf(DAY, NEXT)]],
    });

    const { jobs } = await locked.repaired({ replace: true }, { jobs: [bronzeFakeAccounts] });

    expect(jobs[0]?.treatments[0]).toMatchObject({
      finding: { kind: 'corrupt', period: DAY },
      left: expect.stringContaining(`Expected the key ${keyId(KEY)} for`),
    });
  });

  it('names a day with other bytes, or with an hour that is damaged', async () => {
    const patient = await aFullPatient();
    await flipBit(patient.pathOf(bronzeFakeAccounts, DAY));
    await cutShort(patient.pathOf(fakeAccounts, parseHour('2026-11-21T12')));

    const found = await foundIn(patient);

    expect(found).toMatchObject([
      [DAY, 'different', expect.stringContaining('other bytes')],
      [NEXT, 'unreadable', expect.stringContaining('Expected fake-accounts 2026-11-21T12')],
    ]);
  });

  it('has days that wait for hours which are gone', async () => {
    const patient = await aFullPatient();
    const hour = parseHour('2026-11-21T05');
    await rm(patient.pathOf(fakeAccounts, hour));
    await rm(patient.pathOf(bronzeFakeAccounts, NEXT));

    const { jobs } = await patient.examination();

    expect(jobs[1]?.waiting).toEqual([
      { period: NEXT, missing: [{ job: 'fake-accounts', period: hour }] },
    ]);
  });

  it('mends a day that another key made, when it is asked to replace', async () => {
    const patient = await aFullPatient();
    const digests = await digestsOf(patient.folder);
    await putDayOfAnotherKey(patient, DAY);

    await patient.repaired({ replace: true });

    expect(await digestsOf(patient.folder)).toEqual(digests);
  });
});

describe('a replay', () => {
  it('makes days again from the hours that have landed now, and only those of its span', async () => {
    const patient = await aFullPatient();
    const hour = parseHour('2026-11-20T12');
    const { bytes } = await fileOf(someAccounts({ seed: 'another' }), hour);
    await writeFile(patient.pathOf(fakeAccounts, hour), bytes);
    const before = await digestsOf(patient.folder);

    const first = await replayed(patient);
    const after = await digestsOf(patient.folder);
    const second = await replayed(patient);

    expect(first).toMatchObject({
      receipts: [
        { period: DAY, status: 'replaced' },
        { period: NEXT, status: 'already-there' },
      ],
      left: [],
    });
    expect(second.receipts.map(({ status }) => status)).toEqual(['already-there', 'already-there']);
    const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
    expect(changed).toEqual([expect.stringContaining('bronze-fake-accounts-2026-11-20.parquet')]);
  });

  it('leaves a day of which an hour is damaged, and makes the others', async () => {
    const patient = await aFullPatient();
    const path = patient.pathOf(fakeAccounts, parseHour('2026-11-20T12'));
    await writeFile(path, (await readFile(path)).subarray(0, 100));

    const { receipts, left } = await replayed(patient);

    expect(receipts).toMatchObject([{ period: NEXT, status: 'already-there' }]);
    expect(left).toMatchObject([
      { period: DAY, reason: expect.stringContaining('Expected fake-accounts 2026-11-20T12') },
    ]);
  });

  it('replaces nothing that changed since it was read', async () => {
    const patient = await aFullPatient();
    const path = patient.pathOf(bronzeFakeAccounts, DAY);
    await putDayOfAnotherKey(patient, DAY);

    const { left } = await replayed(patient, { changing: path });

    expect(left).toMatchObject([
      { period: DAY, reason: expect.stringContaining('to still hold SHA-256') },
    ]);
    expect((await readFile(path)).toString()).toBe('changed meanwhile');
  });

  it('refuses a job without inputs, and a key that is not that of the lake', async () => {
    const patient = await aFullPatient();
    const other = await aLake({ jobs: JOBS, folder: patient.folder, key: aKey(OTHER_KEY) });
    const how = {
      concurrency: 1,
      openMaker: openMakerOf(patient),
      signal: undefined,
      onReceipt() {},
    };
    const before = await digestsOf(patient.folder);

    const derived = replay(
      { store: patient.store, lake: patient.open(), job: fakeAccounts, span: SPAN },
      how,
    );
    const locked = replay(
      { store: other.store, lake: other.open(), job: bronzeFakeAccounts, span: SPAN },
      how,
    );

    await expect(derived).rejects.toThrow(InputError);
    await expect(locked).rejects.toThrow(KeyError);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('makes no day that has not landed', async () => {
    const patient = await aPatient({ jobs: JOBS, landed: [[fakeAccounts, hoursOf(DAY)]] });

    expect(await replayed(patient)).toMatchObject({ receipts: [], left: [] });
    const report = await run(patient.input([bronzeFakeAccounts, [DAY]]));
    expect(report.jobs[0]?.receipts).toMatchObject([{ status: 'landed' }]);
  });
});

function openMakerOf(patient: Patient) {
  return (job: LakeJob) => inThisThread(job.source, inputsFrom(patient.store, job));
}

/** @param options.changing path of an object that somebody changes while its day is made */
function replayed(patient: Patient, { changing }: { readonly changing?: string } = {}) {
  const openMaker = openMakerOf(patient);
  return replay(
    { store: patient.store, lake: patient.open(), job: bronzeFakeAccounts, span: SPAN },
    {
      concurrency: 2,
      signal: undefined,
      onReceipt() {},
      openMaker(job) {
        const maker = openMaker(job);
        return {
          ...maker,
          withFile: (period, use) =>
            maker.withFile(period, async (file) => {
              if (changing !== undefined && period === DAY) {
                await writeFile(changing, 'changed meanwhile');
              }
              return use(file);
            }),
        };
      },
    },
  );
}
