import { capturedRestKind, restRejectsKind } from '../lib/capture/rest/captured-rest.ts';
import { generatedAccountsKind } from '../lib/generate/accounts/generated-accounts.ts';
import { openJob } from '../lib/land/open-job.ts';
import { findJob, type Job } from '../lib/model/job.ts';
import type { SettingValues } from '../lib/model/settings.ts';
import type { Source, SourceKind } from '../lib/model/source.ts';
import { protectedDaysKind } from '../lib/protect/protected-days.ts';
import { keyOfLakes } from './jobs/bronze-accounts.ts';
import { calendarKind } from './jobs/calendar.ts';
import { dailyDigestKind } from './jobs/daily-digest.ts';
import { droppedLinesKind, rejectedLinesKind } from './jobs/dropped-lines.ts';
import { fakeAccounts } from './jobs/fake-accounts.ts';
import { simulatedJobs } from './jobs/simulated-jobs.ts';

/** The code and the options that a run of a world is started with. */
export interface Deployment {
  readonly name: string;
  readonly kinds: readonly SourceKind[];
  /** Settings that its runs ask for, by job. */
  readonly asked: ReadonlyMap<string, SettingValues>;
}

const nothing: Deployment['asked'] = new Map();

const kinds: readonly SourceKind[] = [
  opensOnce(generatedAccountsKind),
  dailyDigestKind,
  protectedDaysKind,
  calendarKind,
  droppedLinesKind,
  rejectedLinesKind,
  opensOnce(capturedRestKind),
  opensOnce(restRejectsKind),
].map((kind) => ofVersion(kind, ''));

/** The version that fills the lake first. */
export const first: Deployment = { name: 'version 1', kinds, asked: nothing };

/** A later version: the same settings, but other bytes for every period. */
export const next: Deployment = {
  name: 'version 2',
  kinds: kinds.map((kind) => ofVersion(kind, ' next')),
  asked: nothing,
};

/** A mistake: a seed that the lake was not filled with, unless this run is the first one. */
export const mistaken: Deployment = {
  name: 'another seed',
  kinds,
  asked: new Map([[fakeAccounts.name, { seed: 'another' }]]),
};

const sources = new Map<string, Source>();

/**
 * Returns the source that a deployment makes the periods of a job with.
 *
 * @param settingsOf the settings of a job in the lake
 */
export function sourceOf(
  { name, kinds }: Deployment,
  job: Job,
  settingsOf: (job: Job) => SettingValues,
): Source {
  const inputs = (job.inputs ?? []).map((input) => findJob(simulatedJobs, input));
  const key = [name, job.name, ...[job, ...inputs].map((one) => JSON.stringify(settingsOf(one)))];
  const known = sources.get(key.join(' '));
  if (known !== undefined) return known;
  const { source } = openJob(
    {
      job,
      settings: settingsOf(job),
      inputs: inputs.map((input) => ({ job: input, settings: settingsOf(input), inputs: [] })),
    },
    kinds,
    keyOfLakes,
  );
  sources.set(key.join(' '), source);
  return source;
}

/**
 * The same kind as one of two versions, which is in the footer of each file. A lake may have periods
 * of both.
 *
 * @param suffix after the name of the version
 */
function ofVersion(kind: SourceKind, suffix: '' | ' next'): SourceKind {
  return {
    ...kind,
    open(context) {
      const source = kind.open(context);
      const { generator } = source.facts;
      return {
        ...source,
        facts: { ...source.facts, generator: `${generator}${suffix}` },
        continues: [`${generator}${suffix === '' ? ' next' : ''}`],
      };
    },
  };
}

/** A kind of source that is opened once for the same settings and data, in all worlds. */
function opensOnce<Kind extends SourceKind>(kind: Kind): Kind {
  const opened = new Map<string, Source>();
  return {
    ...kind,
    open(context: Parameters<Kind['open']>[0]) {
      const { settings, data, inputs } = context;
      const key = JSON.stringify([settings, data, inputs.map((input) => input.data)]);
      const source = opened.get(key) ?? kind.open(context);
      opened.set(key, source);
      return source;
    },
  };
}
