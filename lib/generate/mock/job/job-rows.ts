import { periodIndex, type TimedGrain, type TimedPeriod } from '../../../model/period.ts';
import { mockModel, type TableWishes } from '../mock-model.ts';
import type { MockSettings } from '../mock-settings.ts';
import type { MockTable } from '../mock-table.ts';
import { dailyTime, hourlyTime } from '../rows/mock-time.ts';
import { countsAround } from '../rows/row-counts.ts';
import type { MockData } from './mock-data.ts';

/** One job of mock rows: its schema, what is said of it, and its settings. */
export interface MockJobFacts extends MockData {
  readonly settings: MockSettings;
}

/** What the rows of a job are made from. */
export interface JobRowsOptions {
  /** The job, and those of the tables that its rows refer to. */
  readonly jobs: readonly [MockJobFacts, ...(readonly MockJobFacts[])];
  readonly grain: TimedGrain;
  /** The first period that has rows. */
  readonly since: TimedPeriod;
}

/**
 * The rows of the first of some jobs.
 *
 * @throws what `mockModel` throws.
 */
export function jobRows({ jobs, grain, since }: JobRowsOptions): MockTable {
  const [own] = jobs;
  const byTable = new Map(jobs.map((job) => [job.schema.name, job]));
  const settingsOf = (table: string): MockSettings => (byTable.get(table) ?? own).settings;
  const tables = mockModel(
    jobs.map(({ schema }) => schema),
    {
      ...own.settings,
      time: grain === 'day' ? dailyTime : hourlyTime,
      counts: countsAround((table) => settingsOf(table).rows, {
        first: periodIndex(since),
        seedOf: (table) => settingsOf(table).seed,
      }),
      wishes: Object.fromEntries([...byTable].map(([name, job]) => [name, wishesOf(job)])),
    },
  );
  const made = tables.find(({ schema }) => schema === own.schema);
  if (made === undefined) throw new TypeError(`no table ${own.schema.name}`);
  return made;
}

function wishesOf({ wishes, settings }: MockJobFacts): TableWishes {
  const { rows: _, ...chances } = settings;
  return { ...wishes, ...chances };
}
