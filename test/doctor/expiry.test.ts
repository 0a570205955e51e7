import { copyFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bronzeFakeAccounts } from '../../jobs/bronze-fake-accounts.ts';
import { type Examination, findingsOf } from '../../lib/doctor/examine.ts';
import { isMendable, isWrong } from '../../lib/doctor/finding.ts';
import { replay } from '../../lib/doctor/replay.ts';
import { takeInventory } from '../../lib/lake/inventory.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { partitionOf } from '../../lib/model/partition.ts';
import { addPeriods, periodStart } from '../../lib/model/period.ts';
import { aCatalog } from '../land/a-catalog.ts';
import { hoursOf } from '../land/a-lake.ts';
import { dayOf } from '../land/accounts-a-day.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { aPatient } from './a-patient.ts';

const OLD = dayOf('2026-11-10');
const NEW = addPeriods(OLD, 1);
/** When the hours of the old day have expired. The days between have not landed. */
const NOW = periodStart(addPeriods(OLD, 8));
const kept: Job = { ...fakeAccounts, keepDays: 7 };

describe('the doctor of a lake in which hours have expired', () => {
  it('calls them neither missing nor wrong, once they are removed', async () => {
    const patient = await aSweptPatient();

    const { jobs } = await patient.examination({ instant: NOW });

    const [hourly, daily] = jobs;
    expect(hourly?.expired).toEqual(hoursOf(OLD));
    expect(hourly?.findings).toEqual([
      { kind: 'gap', from: `${addPeriods(NEW, 1)}T00`, to: '2026-11-17T23', periods: 144 },
    ]);
    expect(daily?.findings).toEqual([]);
    expect(daily?.looks.map(({ period }) => period)).toEqual([OLD, NEW]);
  });

  it('says which are still there', async () => {
    const patient = await aPatientOfTwoDays();

    const [hourly] = (await patient.examination({ instant: NOW })).jobs;

    expect(hourly).toMatchObject({ expired: [], toRemove: hoursOf(OLD) });
  });

  it('finds a bronze day that was changed, by hours that it makes again', async () => {
    const patient = await aSweptPatient();
    await copyFile(
      patient.pathOf(bronzeFakeAccounts, NEW),
      patient.pathOf(bronzeFakeAccounts, OLD),
    );

    const { jobs } = await patient.examination({ instant: NOW });

    expect(jobs[1]?.findings).toMatchObject([{ kind: 'different', period: OLD }]);
  });

  it('cannot compare a bronze day whose hours are missing and have not expired', async () => {
    const patient = await aSweptPatient();
    const [hour] = hoursOf(NEW);
    if (hour !== undefined) await rm(patient.pathOf(kept, hour));

    const { jobs } = await patient.examination({ instant: NOW });

    expect(jobs[1]?.findings).toMatchObject([{ kind: 'unreadable', period: NEW }]);
  });

  it('lands a missing bronze day in a repair, and none of its hours', async () => {
    const patient = await aSweptPatient();
    await rm(patient.pathOf(bronzeFakeAccounts, OLD));

    const repaired = await patient.repaired({}, { instant: NOW });

    const receipts = repaired.jobs.flatMap((one) => one.receipts.map(({ period }) => period));
    expect(receipts).toContain(OLD);
    expect((await takeInventory(patient.store, kept)).landed.filter((one) => one < NEW)).toEqual(
      [],
    );
  });

  it('replays a bronze day whose hours have expired', async () => {
    const patient = await aSweptPatient();

    const { receipts, left } = await replay(
      {
        store: patient.store,
        lake: patient.open(),
        job: bronzeFakeAccounts,
        span: {},
      },
      {
        concurrency: 2,
        signal: undefined,
        onReceipt() {},
        openMaker: (job) => inThisThread(job.source, inputsFrom(patient.store, job)),
      },
    );

    expect(receipts.map(({ period, status }) => [period, status])).toEqual([
      [OLD, 'already-there'],
      [NEW, 'already-there'],
    ]);
    expect(left).toEqual([]);
  });

  it('tidies their partitions up, and does not call them wrong', async () => {
    const patient = await aSweptPatient();
    const catalog = aCatalog();
    await catalog.register([...hoursOf(OLD), ...hoursOf(NEW)]);
    const catalogs = new Map([[kept, catalog]]);
    const asked = {
      instant: NOW,
      catalogs,
      jobs: [kept],
      span: { to: hoursOf(addPeriods(NEW, 1))[0] },
    };

    const found = await patient.examination(asked);
    const repaired = await patient.repair(found, {}, asked);

    expect(partitionsIn(found)).toEqual(hoursOf(OLD).map((hour) => partitionOf(hour)));
    expect(findingsOf(found).filter(isWrong)).toEqual([]);
    expect(findingsOf(found).every(isMendable)).toBe(true);
    expect(repaired.jobs[0]?.catalog).toEqual({ registered: 0, unregistered: 24 });
    expect([...catalog.known.keys()]).toEqual(hoursOf(NEW));
  });
});

function partitionsIn(found: Examination) {
  return findingsOf(found).flatMap((finding) =>
    finding.kind === 'expired-partition' ? [finding.partition] : [],
  );
}

async function aPatientOfTwoDays() {
  let now = 0;
  const patient = await aPatient({
    jobs: [kept, bronzeFakeAccounts],
    landed: [
      [kept, hoursOf(OLD, NEW)],
      [bronzeFakeAccounts, [OLD, NEW]],
    ],
    instant: () => now,
  });
  now = NOW;
  return patient;
}

async function aSweptPatient() {
  const patient = await aPatientOfTwoDays();
  await run(patient.input([kept, []]), { removesExpired: true });
  return patient;
}
