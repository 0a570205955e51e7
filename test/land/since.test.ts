import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { InputError } from '../../lib/errors.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { configurationOf, openJob } from '../../lib/land/open-job.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, type Hour } from '../../lib/model/period.ts';
import { rowsByHyparquet } from '../read-parquet.ts';
import { type ALake, aLake, SIX_HOURS } from './a-lake.ts';
import { hours, hoursAgain, hoursSinceKind } from './hours-since.ts';
import { receiptsOf } from './receipts-of.ts';

const [FIRST, SECOND, THIRD] = SIX_HOURS as [Hour, Hour, Hour];
const LAST = SIX_HOURS.at(-1) as Hour;

describe('a job that needs to know where its time begins', () => {
  it('begins with its first run, and is told so by every later one', async () => {
    const lake = await aLakeSince();

    await run(lake.input([hours, [SECOND, THIRD]]));
    await run(lake.input([hours, [LAST]]));

    expect([await rowIn(lake, hours, SECOND), await rowIn(lake, hours, LAST)]).toEqual([0, 4]);
  });

  it('begins where its input begins, whenever its own first run is', async () => {
    const lake = await aLakeSince();
    await run(lake.input([hours, SIX_HOURS]));

    await run(lake.input([hoursAgain, [LAST]]));

    const again = await lake.open().open(hoursAgain);
    expect(again.declaration?.since).toBe(FIRST);
    expect(await rowIn(lake, hoursAgain, LAST)).toBe(5);
  });

  it('begins where its input begins when both have their first run together', async () => {
    const lake = await aLakeSince();

    await run(lake.input([hours, SIX_HOURS], [hoursAgain, [THIRD, LAST]]));

    expect(await rowIn(lake, hoursAgain, THIRD)).toBe(2);
  });

  it('leaves out what a run wants before its beginning', async () => {
    const lake = await aLakeSince();
    await run(lake.input([hours, [THIRD]]));

    const report = await run(lake.input([hours, SIX_HOURS]));

    expect(failureOf(report)).toBeUndefined();
    expect(receiptsOf(report, hours).map(({ period }) => period)).toEqual(SIX_HOURS.slice(2));
  });

  it('refuses what a person asks for before its beginning, and lands nothing', async () => {
    const lake = await aLakeSince();
    await run(lake.input([hours, [THIRD]]));
    const input = lake.input([hours, SIX_HOURS]);

    const report = await run({
      ...input,
      jobs: input.jobs.map((job) => ({ ...job, refusesEarlier: true })),
    });

    expect(failureOf(report)).toBeInstanceOf(InputError);
    expect(failureOf(report)?.message).toBe(
      `Expected periods of hours-since from ${THIRD} on, where its time begins in this lake, got periods from ${FIRST} on. Its rows refer to earlier ones, and there are none before. Begin with ${THIRD}, or use another lake.`,
    );
    expect(receiptsOf(report, hours)).toEqual([]);
  });

  it('finds its beginning in the footers when the declaration is lost', async () => {
    const lake = await aLakeSince();
    await run(lake.input([hours, [FIRST, LAST]]));
    const path = join(lake.folder, declarationKey(hours.name));
    const before = await readFile(path, 'utf8');
    await rm(path);
    await rm(lake.pathOf(hours, FIRST));

    await run(lake.input([hours, [addPeriods(LAST, 1)]]));

    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('makes the same rows from the plain data that a worker thread gets', async () => {
    const lake = await aLakeSince();
    await run(lake.input([hours, SIX_HOURS], [hoursAgain, SIX_HOURS]));
    const opened = await lake.open().open(hoursAgain);

    const { source } = openJob(structuredClone(configurationOf(opened)), [
      ...sourceKinds,
      hoursSinceKind,
    ]);

    const [there, here] = await Promise.all(
      [opened.source, source].map((each) => inThisThread(each, noInputs).digestOf(LAST)),
    );
    expect(here).toEqual(there);
  });
});

function aLakeSince(): Promise<ALake> {
  return aLake({ jobs: [hours, hoursAgain], moreKinds: [hoursSinceKind] });
}

async function rowIn(lake: ALake, job: Job, hour: Hour): Promise<number> {
  const [row] = await rowsByHyparquet(await readFile(lake.pathOf(job, hour)));
  return Number(row?.horas);
}

async function noInputs(): Promise<never> {
  throw new TypeError('Expected a source that reads no input objects');
}
