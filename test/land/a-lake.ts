import { join } from 'node:path';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { objectKey } from '../../lib/lake/object-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { RunInput } from '../../lib/land/run-options.ts';
import type { Job } from '../../lib/model/job.ts';
import {
  type Day,
  type Hour,
  isTimed,
  type Period,
  parseHour,
  periodRange,
  periodsWithin,
} from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { KeyProvider } from '../../lib/secrets/key-provider.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import type { Store } from '../../lib/stores/store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { aKey, KEY } from './a-key.ts';
import { accountsADayKind, accountsOfDays } from './accounts-a-day.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** Six hours that tests land. */
export const SIX_HOURS = periodRange(parseHour('2026-11-19T22'), parseHour('2026-11-20T04'));

/** The hours of a day, or of several. */
export function hoursOf(...days: readonly Day[]): Hour[] {
  return days.flatMap((day) => periodsWithin(day, 'hour'));
}

/** The kinds of source that the jobs of tests name. */
export const kinds: readonly SourceKind[] = [...sourceKinds, accountsADayKind];

/** A lake in a folder, and the jobs that fill it. */
export interface ALake {
  readonly folder: string;
  readonly store: Store;
  readonly jobs: readonly Job[];
  /** Opens its jobs as a new process does. */
  open(asked?: Readonly<Record<string, SettingValues>>): LakeJobs;
  /** What a run of a new process works on: jobs, and the periods of each. */
  input(...wanted: readonly (readonly [Job, readonly Period[]])[]): RunInput;
  /** Path of the object of a period. */
  pathOf(job: Job, period: Period): string;
}

/** How a lake of tests is opened. */
export interface ALakeOptions {
  /** Default: an hourly job, and a daily one over it. */
  readonly jobs?: readonly Job[];
  /** Kinds of source beside those of the lake and {@link accountsADayKind}. Default: none. */
  readonly moreKinds?: readonly SourceKind[];
  /** Puts another store in the place of the folder's. Default: the folder's own. */
  readonly storeOf?: (store: Store) => Store;
  /** Absolute path of a folder that may hold a lake. Default: a new, empty one. */
  readonly folder?: string;
  /** Where the key of its jobs is kept. Default: a place that has {@link KEY}. */
  readonly key?: KeyProvider;
  /** What time it is for those who open it now. Default: 1970, when nothing has expired. */
  readonly instant?: () => number;
}

/** A lake in a folder, without objects unless `folder` has some. */
export async function aLake({
  jobs = [fakeAccounts, accountsOfDays],
  moreKinds = [],
  storeOf = (store) => store,
  folder: given,
  key = aKey(KEY),
  instant = () => 0,
}: ALakeOptions = {}): Promise<ALake> {
  const folder = given ?? join(await temporaryFolder(), 'lake');
  const store = storeOf(folderStore(folder, { name: './lake' }));
  function open(asked: Readonly<Record<string, SettingValues>> = {}): LakeJobs {
    return new LakeJobs({
      store,
      jobs,
      kinds: [...kinds, ...moreKinds],
      asked: new Map(Object.entries(asked)),
      keyOf: () => key,
      instant: instant(),
    });
  }
  return {
    folder,
    store,
    jobs,
    open,
    input: (...wanted) => ({
      store,
      lake: open(),
      jobs: wanted.map(([job, periods]) => ({
        job,
        wanted: periods,
        since: periods.filter(isTimed)[0],
      })),
    }),
    pathOf: (job, period) => join(folder, objectKey(job, period)),
  };
}
