import { writeFile } from 'node:fs/promises';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import { type Examination, type ExamineOptions, examine } from '../../lib/doctor/examine.ts';
import { type Repair, type RepairOptions, repair } from '../../lib/doctor/repair.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  addPeriods,
  type Hour,
  isTimed,
  type Period,
  parseHour,
  periodEnd,
  periodRange,
  type Span,
} from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import type { Source } from '../../lib/model/source.ts';
import { noInputs } from '../generate/accounts/some-accounts.ts';
import { type ALake, type ALakeOptions, aLake } from '../land/a-lake.ts';
import { fakeAccounts } from '../land/fake-accounts.ts';
import { periodInMemory } from '../land/period-in-memory.ts';

/** Twelve hours that a patient has, before it falls ill. */
export const HOURS = periodRange(parseHour('2026-11-19T16'), parseHour('2026-11-20T04'));

/** The n-th of {@link HOURS}, from 0. */
export function hour(n: number): Hour {
  return addPeriods(parseHour('2026-11-19T16'), n);
}

/** What is examined. */
export interface Asked {
  readonly span?: Span;
  /** Catalogs by the job of each. Default: none. */
  readonly catalogs?: ReadonlyMap<Job, Catalog>;
  /** Settings that a person gives, by job. Default: none. */
  readonly settings?: Readonly<Record<string, SettingValues>>;
  /** Default: all of the lake. */
  readonly jobs?: readonly Job[];
  /** What time it is. Default: the last hour is over just now. */
  readonly instant?: number;
}

/** A lake in a folder, and a doctor for it. */
export interface Patient extends ALake {
  /** Path of the n-th hour of the accounts. */
  pathOfHour(n: number): string;
  /** Puts the file of another source in the place of an hour. */
  putHourOf(n: number, source: Source): Promise<void>;
  /** Examines the lake as a new process does. */
  examination(asked?: Asked, options?: ExamineOptions): Promise<Examination>;
  /** Examines the lake and repairs it, in one process. */
  repaired(options?: RepairOptions, asked?: Asked): Promise<Repair>;
  /** Repairs what an earlier examination has found. */
  repair(found: Examination, options?: RepairOptions, asked?: Asked): Promise<Repair>;
}

/** How a patient comes to be. */
export interface PatientOptions extends ALakeOptions {
  /** The periods of each job that land. Default: {@link HOURS} of the accounts. */
  readonly landed?: readonly (readonly [Job, readonly Period[]])[];
}

/** A lake in a folder that a run has filled, with one job unless others are given. */
export async function aPatient({
  jobs = [fakeAccounts],
  landed = [[fakeAccounts, HOURS]],
  ...options
}: PatientOptions = {}): Promise<Patient> {
  const lake = await aLake({ jobs, ...options });
  await run(lake.input(...landed));
  const end = Math.max(
    0,
    ...landed.flatMap(([, periods]) => periods.filter(isTimed).map(periodEnd)),
  );

  async function examination(
    asked: Asked = {},
    how: ExamineOptions = {},
    opened = lake.open(asked.settings),
  ) {
    const { span = {}, catalogs = new Map<Job, Catalog>(), instant = end } = asked;
    const toExamine: {
      job: Job;
      registered?: { catalog: Catalog; partitions: Awaited<ReturnType<Catalog['partitions']>> };
    }[] = [];
    for (const job of asked.jobs ?? jobs) {
      const catalog = catalogs.get(job);
      toExamine.push(
        catalog === undefined
          ? { job }
          : { job, registered: { catalog, partitions: await catalog.partitions() } },
      );
    }
    const keys: string[] = [];
    for await (const key of lake.store.list('')) keys.push(key);
    const leftovers = await lake.store.leftovers();
    return examine(
      { store: lake.store, lake: opened, jobs: toExamine, keys, leftovers, instant, span },
      how,
    );
  }

  function mend(
    found: Examination,
    how: RepairOptions = {},
    { catalogs = new Map<Job, Catalog>(), settings }: Asked = {},
    opened = lake.open(settings),
  ): Promise<Repair> {
    const byName = new Map([...catalogs].map(([job, catalog]) => [job.name, catalog]));
    return repair({ store: lake.store, lake: opened, examination: found, catalogs: byName }, how);
  }

  return {
    ...lake,
    pathOfHour: (n) => lake.pathOf(fakeAccounts, hour(n)),
    async putHourOf(n, source) {
      const { bytes } = await periodInMemory(source, hour(n), noInputs);
      await writeFile(lake.pathOf(fakeAccounts, hour(n)), bytes);
    },
    examination: (asked, how) => examination(asked, how),
    async repaired(how = {}, asked = {}) {
      const opened = lake.open(asked.settings);
      return mend(await examination(asked, {}, opened), how, asked, opened);
    },
    repair: (found, how, asked) => mend(found, how, asked),
  };
}
