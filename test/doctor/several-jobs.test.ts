import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, type Hour, parseHour, type Span } from '../../lib/model/period.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { hoursOf } from '../land/a-lake.ts';
import { accountsOfDays, dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aPatient, type Patient } from './a-patient.ts';
import { cutShort, flipBit, leaveLeftover, writeForeign } from './damage.ts';
import { findingsIn, leftOf, shortly, treatmentsOf } from './shortly.ts';

const DAY = dayOf('2026-11-20');
const NEXT = addPeriods(DAY, 1);
const JOBS = [fakeAccounts, accountsOfDays];
const [FIFTH] = [parseHour('2026-11-20T05')];

describe('a lake with an hourly job and a daily one over it', () => {
  it.each(['listing', 'footers', 'bytes'] as const)(
    'has nothing wrong after a run: %s',
    async (depth) => {
      const patient = await aFullPatient();

      const found = await patient.examination({}, { depth });

      expect(findingsIn(found)).toEqual([]);
      expect(found.jobs.map(({ job, landed }) => [job.name, landed.length])).toEqual([
        ['fake-accounts', 48],
        ['accounts-a-day', 2],
      ]);
    },
  );

  it('lacks one day, not 24 hours, when a day is gone', async () => {
    const patient = await aFullPatient();
    await rm(patient.pathOf(accountsOfDays, NEXT));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual(['gap 2026-11-21 to 2026-11-21 (1)']);
  });

  it('lacks an hour, for which the day waits that has not landed', async () => {
    const patient = await aFullPatient();
    await rm(patient.pathOf(fakeAccounts, FIFTH));
    await rm(patient.pathOf(accountsOfDays, DAY));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual(['gap 2026-11-20T05 to 2026-11-20T05 (1)']);
    expect(found.jobs[1]?.waiting).toEqual([
      { period: DAY, missing: [{ job: 'fake-accounts', period: FIFTH }] },
    ]);
  });

  it('does not lack the day in which the hours begin', async () => {
    const patient = await aPatient({
      jobs: JOBS,
      landed: [
        [fakeAccounts, hoursOf(DAY, NEXT).slice(5)],
        [accountsOfDays, [DAY, NEXT]],
      ],
    });

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([]);
    expect(found.jobs[1]?.landed).toEqual([NEXT]);
  });

  it('has an unknown day, not a corrupt one, when an hour of it is corrupt or gone', async () => {
    const patient = await aFullPatient();
    await cutShort(patient.pathOf(fakeAccounts, FIFTH));
    await rm(patient.pathOf(fakeAccounts, parseHour('2026-11-21T05')));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([
      'gap 2026-11-21T05 to 2026-11-21T05 (1)',
      expect.stringMatching(/^corrupt 2026-11-20T05/),
      expect.stringMatching(/^unreadable 2026-11-20: It cannot be made again to compare it/),
      expect.stringMatching(/^unreadable 2026-11-21: It cannot be made again to compare it/),
    ]);
  });

  it('has foreign files and leftovers once, whichever jobs are examined', async () => {
    const patient = await aFullPatient();
    await writeForeign(join(patient.folder, 'fake-accounts', 'notes.txt'));
    await writeForeign(join(patient.folder, 'accounts-a-day', 'notes.txt'));
    await writeForeign(join(patient.folder, 'notes.txt'));
    await writeForeign(join(patient.folder, 'gold', 'of-dbt.parquet'));
    await leaveLeftover(patient.folder);

    const both = await patient.examination({}, { depth: 'listing' });
    const daily = await patient.examination({ jobs: [accountsOfDays] }, { depth: 'listing' });

    expect(both.jobs.map(({ findings }) => findings.map(shortly))).toEqual([
      ['foreign fake-accounts/notes.txt'],
      ['foreign accounts-a-day/notes.txt'],
    ]);
    expect(both.findings.map(shortly)).toEqual(['foreign notes.txt', 'leftovers 1']);
    expect(findingsIn(daily)).toEqual([
      'foreign accounts-a-day/notes.txt',
      'foreign notes.txt',
      'leftovers 1',
    ]);
  });

  it('has a daily job that is examined when the declaration of the hourly one is lost', async () => {
    const patient = await aFullPatient();
    await rm(join(patient.folder, declarationKey('fake-accounts')));

    const found = await patient.examination();

    expect(findingsIn(found)).toEqual([
      expect.stringMatching(/^undeclared _lake\/fake-accounts\.json/),
    ]);
    expect(found.jobs[1]?.looks).toHaveLength(2);
  });

  it('has no usable job over one whose declaration is not usable, and the others all the same', async () => {
    const other: Job = {
      ...fakeAccounts,
      name: 'other-accounts',
      table: { ...fakeAccounts.table, name: 'other_accounts' },
    };
    const patient = await aFullPatient([fakeAccounts, accountsOfDays, other]);
    await writeFile(join(patient.folder, declarationKey('fake-accounts')), 'not JSON');

    const found = await patient.examination();

    expect(found.jobs.map(({ findings }) => findings.map(shortly))).toEqual([
      [expect.stringMatching(/^unusable _lake\/fake-accounts\.json/)],
      [expect.stringMatching(/^unusable _lake\/fake-accounts\.json/)],
      ['empty'],
    ]);
  });

  it('may have the daily job in another layer', async () => {
    const bronze: Job = { ...accountsOfDays, name: 'bronze-accounts', layer: 'bronze' };
    const patient = await aPatient({
      jobs: [fakeAccounts, bronze],
      landed: [
        [fakeAccounts, hoursOf(DAY)],
        [bronze, [DAY]],
      ],
    });
    const whole = await digestsOf(patient.folder);
    await rm(patient.pathOf(bronze, DAY));
    await writeForeign(join(patient.folder, 'bronze', 'accounts', 'notes.txt'));
    await writeForeign(join(patient.folder, 'bronze', 'notes.txt'));

    const found = await patient.examination();
    const repair = await patient.repaired();

    expect(Object.keys(whole)).toContain(
      'bronze/accounts/dt=2026-11-20/bronze-accounts-2026-11-20.parquet',
    );
    expect(findingsIn(found)).toEqual([
      'gap 2026-11-20 to 2026-11-20 (1)',
      'foreign bronze/accounts/notes.txt',
      'foreign bronze/notes.txt',
    ]);
    expect(leftOf(repair)).toHaveLength(2);
    expect(await digestsOf(patient.folder)).toMatchObject(whole);
  });

  it('looks at days only that lie wholly in the span', async () => {
    const patient = await aFullPatient();
    const span: Span = { from: parseHour('2026-11-20T01'), to: parseHour('2026-11-22T00') };

    const found = await patient.examination({ span });

    expect(found.jobs.map(({ looks }) => looks.length)).toEqual([47, 1]);
  });

  it('has the partitions of each grain in the catalog of each job', async () => {
    const patient = await aFullPatient();
    const { catalogs, hourly, daily } = await registered();
    hourly.known.delete(FIFTH);
    daily.known.set(NEXT, 's3://other/accounts-a-day/dt=2026-11-21/');
    daily.known.set('2027-01-01', daily.locationOf(dayOf('2027-01-01')));

    const found = await patient.examination({ catalogs });

    expect(findingsIn(found)).toEqual([
      'missing-partition 2026-11-20T05 s3://a-lake/fake-accounts/dt=2026-11-20/hour=05/',
      'misplaced-partition 2026-11-21 s3://other/accounts-a-day/dt=2026-11-21/',
      'dangling-partition 2027-01-01 s3://a-lake/accounts-a-day/dt=2027-01-01/',
    ]);
  });
});

describe('repairing a daily job over an hourly one', () => {
  it('lands hours that are missing, and then the day that waited for them', async () => {
    const patient = await aFullPatient();
    const whole = await digestsOf(patient.folder);
    await rm(patient.pathOf(fakeAccounts, FIFTH));
    await rm(patient.pathOf(accountsOfDays, DAY));

    const repair = await patient.repaired();

    expect(leftOf(repair)).toEqual([]);
    expect(repair.jobs.map(({ receipts }) => receipts.map(({ period }) => period))).toEqual([
      [FIFTH],
      [DAY],
    ]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it.each([
    ['hours first', JOBS],
    ['days first', [...JOBS].reverse()],
  ])('makes days from hours that were mended before, examined with %s', async (_, jobs) => {
    const patient = await aFullPatient();
    const whole = await digestsOf(patient.folder);
    await flipBit(patient.pathOf(fakeAccounts, FIFTH));
    await flipBit(patient.pathOf(accountsOfDays, NEXT));

    const repair = await patient.repaired({ replace: true }, { jobs });

    const receipts = repair.jobs.flatMap((each) => each.receipts);
    expect(leftOf(repair)).toEqual([]);
    // The day was right all along: it only looked different while its hour was wrong.
    expect(receipts.map(({ period, status }) => `${period} ${status}`).sort()).toEqual([
      '2026-11-20 already-there',
      '2026-11-20T05 replaced',
      '2026-11-21 replaced',
    ]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('mends a corrupt hour first, and then finds the day right', async () => {
    const patient = await aFullPatient();
    const whole = await digestsOf(patient.folder);
    await cutShort(patient.pathOf(fakeAccounts, FIFTH));

    const first = await patient.repaired({ replace: true });
    const after = await patient.examination();

    expect(leftOf(first).map(({ finding }) => finding.kind)).toEqual(['unreadable']);
    expect(findingsIn(after)).toEqual([]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('makes no day from an hour that is wrong and was left', async () => {
    const patient = await aFullPatient();
    await flipBit(patient.pathOf(fakeAccounts, FIFTH));
    await rm(patient.pathOf(accountsOfDays, DAY));
    const before = await digestsOf(patient.folder);

    const repair = await patient.repaired();

    expect(treatmentsOf(repair).map(({ finding, left }) => [finding.kind, left])).toEqual([
      ['different', 'Nothing is overwritten unless that is asked for.'],
      ['gap', expect.stringMatching(/^One of its inputs is wrong and was left as it is/)],
    ]);
    expect(await digestsOf(patient.folder)).toEqual(before);
  });

  it('replaces no day by what an hour makes that could not be replaced', async () => {
    const patient = await aFullPatient();
    await flipBit(patient.pathOf(fakeAccounts, FIFTH));
    const found = await patient.examination();
    await writeFile(patient.pathOf(fakeAccounts, FIFTH), 'somebody is at it');
    const day = await readFile(patient.pathOf(accountsOfDays, DAY));

    const repair = await patient.repair(found, { replace: true });

    expect(leftOf(repair).map(({ left }) => left)).toEqual([
      expect.stringMatching(/Nothing was overwritten/),
      expect.stringMatching(/^One of its inputs is wrong and was left as it is/),
    ]);
    expect(await readFile(patient.pathOf(accountsOfDays, DAY))).toEqual(day);
  });

  it('leaves a gap whose hours went away since it was examined', async () => {
    const patient = await aFullPatient();
    await rm(patient.pathOf(accountsOfDays, DAY));
    const found = await patient.examination({ jobs: [accountsOfDays] });
    await rm(patient.pathOf(fakeAccounts, FIFTH));

    const repair = await patient.repair(found);

    expect(leftOf(repair).map(({ left }) => left)).toEqual([
      'It waits for an input that is gone: fake-accounts 2026-11-20T05.',
    ]);
  });

  it('mends the other job when one has a declaration that is not usable', async () => {
    const other: Job = {
      ...fakeAccounts,
      name: 'other-accounts',
      table: { ...fakeAccounts.table, name: 'other_accounts' },
    };
    const hours = hoursOf(DAY).slice(0, 3);
    const patient = await aPatient({
      jobs: [fakeAccounts, other],
      landed: [
        [fakeAccounts, hours],
        [other, hours],
      ],
    });
    const [, second] = hours as [Hour, Hour];
    await writeFile(join(patient.folder, declarationKey('fake-accounts')), 'not JSON');
    await rm(patient.pathOf(other, second));

    const repair = await patient.repaired();

    expect(leftOf(repair).map(({ finding }) => finding.kind)).toEqual(['unusable']);
    expect(repair.jobs[1]?.receipts).toMatchObject([{ period: second, status: 'landed' }]);
  });

  it('writes both declarations again', async () => {
    const patient = await aFullPatient();
    const whole = await digestsOf(patient.folder);
    for (const job of JOBS) await rm(join(patient.folder, declarationKey(job.name)));

    const repair = await patient.repaired();

    expect(treatmentsOf(repair).map(({ finding, left }) => [finding.kind, left])).toEqual([
      ['undeclared', undefined],
      ['undeclared', undefined],
    ]);
    expect(await digestsOf(patient.folder)).toEqual(whole);
  });

  it('mends the catalog of each job', async () => {
    const patient = await aFullPatient();
    const { catalogs, hourly, daily } = await registered();
    hourly.known.delete(FIFTH);
    daily.known.delete(DAY);
    daily.known.set('2027-01-01', daily.locationOf(dayOf('2027-01-01')));
    await rm(patient.pathOf(accountsOfDays, NEXT));

    const repair = await patient.repaired({}, { catalogs });

    expect(leftOf(repair)).toEqual([]);
    expect(repair.jobs.map(({ catalog }) => catalog)).toEqual([
      { registered: 1, unregistered: 0 },
      // The partition of the day that was gone is right again when the day has landed.
      { registered: 1, unregistered: 1 },
    ]);
    expect(findingsIn(await patient.examination({ catalogs }))).toEqual([]);
  });
});

function aFullPatient(jobs: readonly Job[] = JOBS): Promise<Patient> {
  return aPatient({
    jobs,
    landed: [
      [fakeAccounts, hoursOf(DAY, NEXT)],
      [accountsOfDays, [DAY, NEXT]],
    ],
  });
}

async function registered() {
  const [hourly, daily] = [aCatalog(fakeAccounts), aCatalog(accountsOfDays)];
  await hourly.register(hoursOf(DAY, NEXT));
  await daily.register([DAY, NEXT]);
  const catalogs = new Map<Job, Catalog>([
    [fakeAccounts, hourly],
    [accountsOfDays, daily],
  ]);
  return { catalogs, hourly, daily };
}
