import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lakeIdentity } from '../../lib/deliver/lake-identity.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { type Hour, parseHour, periodRange } from '../../lib/model/period.ts';
import { members as memberTable } from '../../lib/tables/members.ts';
import { type ALake, aLake } from '../land/a-lake.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';

/** Members, whose rows depend on where they begin. */
const members: Job = {
  ...fakeAccounts,
  name: 'some-members',
  table: memberTable,
  source: { kind: 'generated-members' },
  inputs: [fakeAccounts.name],
};

const [noon, one, two] = periodRange(parseHour('2026-11-20T12'), parseHour('2026-11-20T15')) as [
  Hour,
  Hour,
  Hour,
];

/** A lake that was filled with some hours, run by run. */
async function filled(runs: readonly Hour[], seed = 'one'): Promise<ALake> {
  const lake = await aLake({ jobs: [fakeAccounts, members] });
  const asked = { [fakeAccounts.name]: { seed } };
  for (const hour of runs) {
    const input = lake.input([fakeAccounts, [hour]], [members, [hour]]);
    await run({ ...input, lake: lake.open(asked) });
  }
  return lake;
}

async function identityIn(lake: ALake, { name }: Job): Promise<string> {
  const job = lake.jobs.find((each) => each.name === name);
  if (job === undefined) throw new TypeError(`No job ${name}`);
  return lakeIdentity(await lake.open().open(job));
}

describe('the identity of a job in a lake', () => {
  it('is that of any lake with the same rows, whatever else it has', async () => {
    const [lake, other] = [await filled([noon]), await filled([one, two])];

    const identity = await identityIn(lake, fakeAccounts);

    expect(identity).toMatch(/^[0-9a-f]{16}$/);
    expect(await identityIn(other, fakeAccounts)).toBe(identity);
  });

  it('depends on the settings of its inputs', async () => {
    const [lake, other] = [await filled([noon]), await filled([noon], 'another')];

    expect(await identityIn(other, fakeAccounts)).not.toBe(await identityIn(lake, fakeAccounts));
    expect(await identityIn(other, members)).not.toBe(await identityIn(lake, members));
  });

  it('depends on where the job begins only if its rows do', async () => {
    const [lake, other] = [await filled([noon]), await filled([one])];

    expect(await identityIn(other, members)).not.toBe(await identityIn(lake, members));
  });

  it('stays when the declaration is lost, and another hour is the oldest', async () => {
    const lake = await filled([one, two]);
    const before = [await identityIn(lake, fakeAccounts), await identityIn(lake, members)];
    await run(lake.input([fakeAccounts, [noon]]));

    for (const { name } of [fakeAccounts, members]) {
      await rm(join(lake.folder, declarationKey(name)));
    }

    expect([await identityIn(lake, fakeAccounts), await identityIn(lake, members)]).toEqual(before);
  });

  it('is empty where the lake does not have the job', async () => {
    expect(await identityIn(await filled([]), fakeAccounts)).toBe('');
  });
});
