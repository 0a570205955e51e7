import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { declarationKey, objectKey } from '../../lib/lake/object-key.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  addPeriods,
  type Period,
  parseHour,
  parsePeriod,
  periodEnd,
  periodRange,
  type TimedPeriod,
} from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { firstFalseFinding, type WholeLake } from '../../simulation/check/doctor-looks.ts';
import { first, next } from '../../simulation/deployments.ts';
import { dailyDigest } from '../../simulation/jobs/daily-digest.ts';
import { fakeAccounts } from '../../simulation/jobs/fake-accounts.ts';
import { openLake } from '../../simulation/start-run.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const FROM = parseHour('2026-01-05T22');
const HOURS = periodRange(FROM, parseHour('2026-01-07T02'));
const DAYS = ['2026-01-05', '2026-01-06', '2026-01-07'].map(
  (day) => parsePeriod(day) as TimedPeriod,
);
const [, WHOLE_DAY] = DAYS as [Period, Period];

describe('the doctor at the end of a world', () => {
  it('finds nothing in a lake that is whole, of which some days are not', async () => {
    const { lake } = await aLake();

    expect(await firstFalseFinding(lake)).toBeUndefined();
  });

  it('finds an hour that is missing, if any run wanted it', async () => {
    const { lake, folder } = await aLake();
    const hour = addPeriods(FROM, 1);
    await rm(join(folder, objectKey(fakeAccounts, hour)));

    expect(await firstFalseFinding(lake)).toMatchObject({
      job: 'fake-accounts',
      finding: { kind: 'gap', from: hour },
    });
    const others = HOURS.filter((one) => one !== hour);
    const without = { ...lake, expected: expected(others, [WHOLE_DAY]) };
    expect(await firstFalseFinding(without)).toBeUndefined();
  });

  it('finds a day that is missing', async () => {
    const { lake, folder } = await aLake();
    await rm(join(folder, objectKey(dailyDigest, WHOLE_DAY)));

    expect(await firstFalseFinding(lake)).toMatchObject({ job: 'daily-digest' });
  });

  it('finds a job that is not declared', async () => {
    const { lake, folder } = await aLake();
    await rm(join(folder, declarationKey(dailyDigest.name)));

    expect(await firstFalseFinding(lake)).toMatchObject({ finding: { kind: 'undeclared' } });
  });

  it('finds periods of another version, where there was only one', async () => {
    const { lake } = await aLake();
    const other = { ...lake, lake: openLake(next, lake.store, lake.now) };

    expect(await firstFalseFinding(other)).toMatchObject({
      job: 'daily-digest',
      finding: { kind: 'earlier', period: WHOLE_DAY },
    });
    expect(await firstFalseFinding({ ...other, mayDiffer: () => true })).toBeUndefined();
  });
});

async function aLake(): Promise<{ lake: WholeLake; folder: string }> {
  const folder = await temporaryFolder();
  const store = folderStore(folder);
  const jobs = [
    { job: fakeAccounts, wanted: HOURS },
    { job: dailyDigest, wanted: DAYS },
  ];
  await run({ store, lake: openLake(first, store, periodEnd(FROM)), jobs });
  const lake: WholeLake = {
    store,
    lake: openLake(first, store, periodEnd(FROM)),
    openCatalog: () => undefined,
    openMaker: (job) => inThisThread(job.source, inputsFrom(store, job)),
    now: periodEnd(FROM),
    expected: expected(HOURS, [WHOLE_DAY]),
    mayDiffer: () => false,
  };
  return { lake, folder };
}

function expected(
  hours: readonly Period[],
  days: readonly Period[],
): ReadonlyMap<Job, ReadonlySet<Period>> {
  return new Map([
    [fakeAccounts, new Set(hours)],
    [dailyDigest, new Set(days)],
  ]);
}
