import { InputError } from '../errors.ts';
import type { Job } from '../model/job.ts';
import { didYouMean } from '../model/nearest-name.ts';
import type { TimedPeriod } from '../model/period.ts';
import { completeSettings, type SettingValues } from '../model/settings.ts';
import type { Source, SourceInput, SourceKind } from '../model/source.ts';
import type { LakeKey } from './lake-key.ts';

/** A job with its settings, as plain data: what a worker thread needs to open its source. */
export interface ConfiguredJob {
  readonly job: Job;
  /** Values of all settings of its source. */
  readonly settings: SettingValues;
  /** Where its time begins, if its source needs to know and the lake says it. */
  readonly since?: TimedPeriod | undefined;
  /** The jobs that it names as inputs, in its order. */
  readonly inputs: readonly ConfiguredJob[];
}

/** A job whose source is open. */
export interface OpenJob extends ConfiguredJob {
  readonly inputs: readonly OpenJob[];
  readonly source: Source;
  /** The key of the lake, where its source needs one. */
  readonly key?: LakeKey;
}

/**
 * Finds the kind of source that a job names.
 *
 * @throws InputError when there is no such kind, with the nearest one.
 */
export function sourceKindOf(job: Job, kinds: readonly SourceKind[]): SourceKind {
  const found = kinds.find(({ kind }) => kind === job.source.kind);
  if (found !== undefined) return found;
  const names = kinds.map(({ kind }) => kind);
  throw new InputError({
    expected: `the job ${job.name} to name a kind of source`,
    got: JSON.stringify(job.source.kind),
    advice: `${didYouMean(job.source.kind, names)}The kinds are ${names.join(', ')}.`,
  });
}

/**
 * The settings of a job in a lake that has none yet: those that are asked for, then those of the
 * job, then the defaults.
 *
 * @param asked settings that a person gave for this run
 * @throws InputError when a setting is unknown, or its value is not allowed.
 */
export function settingsOfJob(
  job: Job,
  kind: SourceKind,
  asked: SettingValues = {},
): SettingValues {
  return completeSettings(kind.settings, { ...job.source.settings, ...asked }, { owner: job.name });
}

/**
 * Opens the source of a job, and those of its inputs.
 *
 * @param key of the lake, where the source needs one. Default: none.
 * @throws InputError when a kind is unknown, or a source does not take its settings or inputs.
 */
export function openJob(
  configured: ConfiguredJob,
  kinds: readonly SourceKind[],
  key?: LakeKey,
): OpenJob {
  const { job, settings, since } = configured;
  const inputs = configured.inputs.map((input) => openJob(input, kinds));
  const source = sourceKindOf(job, kinds).open({
    settings,
    table: job.table,
    grain: job.grain,
    inputs: inputs.map(asInput),
    ...(job.source.data === undefined ? {} : { data: job.source.data }),
    ...(key === undefined ? {} : { key }),
    ...(since === undefined ? {} : { since }),
  });
  if (source.grain !== job.grain) {
    throw new InputError({
      expected: `the job ${job.name} to have the grain of its source, ${source.grain}`,
      got: job.grain,
      advice: 'Correct its file in jobs/.',
    });
  }
  return { job, settings, since, inputs, source, ...(key === undefined ? {} : { key }) };
}

/** The plain data of an open job, from which a worker thread opens it again. */
export function configurationOf({ job, settings, since, inputs }: OpenJob): ConfiguredJob {
  return { job, settings, since, inputs: inputs.map(configurationOf) };
}

function asInput({ job, settings, source, inputs }: OpenJob): SourceInput {
  const { data } = job.source;
  return {
    job: job.name,
    settings,
    ...(data === undefined ? {} : { data }),
    source,
    inputs: inputs.map(asInput),
  };
}
