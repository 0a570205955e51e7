import { InputError } from '../errors.ts';
import { gatesProblem } from './gates.ts';
import { findJob, type Job, LEAST_KEPT_DAYS, layers, REJECTS_SUFFIX } from './job.ts';
import { inOrderOfInputs } from './job-order.ts';
import { didYouMean } from './nearest-name.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The name of a secret, `env:NAME`, a database on this machine, `duckdb:./coop.duckdb`, or a dataset of BigQuery. */
const REFERENCE = /^([a-z+]+:(?!\/\/)|bigquery:\/\/)/;

/** First folders of keys that belong to a layer or to another tool. */
const RESERVED = new Set(['backup', 'bronze', 'entrada', 'gold', 'raw', 'rejects']);

/**
 * Makes sure that a list of jobs can run: names and layers are right, no two jobs share a name or a
 * table, and every input exists, without a cycle.
 *
 * @throws InputError that names the job.
 */
export function checkJobs(jobs: readonly Job[]): void {
  const seen = new Set<string>();
  for (const job of jobs) {
    checkJob(job);
    const gates = gatesProblem(job);
    if (gates !== undefined) throw wrongJob(job, gates.expected, gates.got, gates.hint);
    for (const taken of [job.name, `table ${job.table.name}`]) {
      if (seen.has(taken)) throw wrongJob(job, 'a name and a table of its own', taken);
      seen.add(taken);
    }
    for (const input of job.inputs ?? []) findJob(jobs, input);
  }
  inOrderOfInputs(jobs);
}

function checkJob(job: Job): void {
  if (!NAME.test(job.name) || RESERVED.has(job.name)) {
    throw wrongJob(job, 'a kebab-case name that is not one of the folders of a layer', job.name);
  }
  if (!layers.includes(job.layer)) {
    const names: readonly string[] = layers;
    throw wrongJob(
      job,
      `one of the layers ${names.join(', ')}`,
      job.layer,
      didYouMean(job.layer, names),
    );
  }
  if (job.layer === 'bronze' && !job.name.startsWith('bronze-')) {
    throw wrongJob(job, 'a name that begins with bronze- in the layer bronze', job.name);
  }
  if (job.layer === 'rejects' && !job.name.endsWith(REJECTS_SUFFIX)) {
    throw wrongJob(job, `a name that ends in ${REJECTS_SUFFIX} in the layer rejects`, job.name);
  }
  const { keepDays, keepRawDays } = job;
  if (keepRawDays !== undefined && !(Number.isSafeInteger(keepRawDays) && keepRawDays >= 1)) {
    throw wrongJob(job, 'a whole number of keepRawDays, 1 at least', String(keepRawDays));
  }
  if (job.grain !== 'file' && job.inbox !== undefined) {
    throw wrongJob(job, 'the grain file, since it has an inbox', job.grain);
  }
  if (job.grain === 'file' && job.captures !== undefined) {
    throw wrongJob(job, 'no captures, because files are captured by the grain file', job.captures);
  }
  if (job.captures !== undefined && job.layer !== 'landing') {
    throw wrongJob(job, 'the layer landing, since it captures', job.layer);
  }
  const keepsRaw = job.grain === 'file' || (job.captures ?? 'external') !== 'external';
  if (!keepsRaw && keepRawDays !== undefined) {
    throw wrongJob(job, 'no keepRawDays, because it keeps no captures', String(keepRawDays));
  }
  const problem = keepDays === undefined ? undefined : keepDaysProblem(job, keepDays);
  if (problem !== undefined) throw wrongJob(job, problem, String(keepDays));
  // Not repeated, because it may be the URL with its password.
  if (job.deliver !== undefined && !REFERENCE.test(job.deliver)) {
    const got = `${job.deliver.length} characters`;
    throw wrongJob(job, 'deliver as the place of a URL, such as env:HOURLAKE_POSTGRES', got);
  }
}

/**
 * Why a job cannot keep its objects for a number of days, in words that complete "Expected the job to
 * have ..."; `undefined` when it can.
 *
 * @example
 * keepDaysProblem({ layer: 'landing', grain: 'hour' }, 30) // => undefined
 * keepDaysProblem({ layer: 'landing', grain: 'hour' }, 6) // => 'a whole number of days to keep, 7 at least'
 */
export function keepDaysProblem(
  { layer, grain }: Pick<Job, 'layer' | 'grain'>,
  keepDays: number,
): string | undefined {
  if (layer !== 'landing') return 'no keepDays, because it is not in the layer landing';
  if (grain === 'file') return 'no keepDays, because a captured file has no day';
  if (Number.isSafeInteger(keepDays) && keepDays >= LEAST_KEPT_DAYS) return undefined;
  return `a whole number of days to keep, ${LEAST_KEPT_DAYS} at least`;
}

function wrongJob(job: Job, expected: string, got: string, hint = ''): InputError {
  return new InputError({
    expected: `the job ${JSON.stringify(job.name)} to have ${expected}`,
    got: JSON.stringify(got),
    advice: `${hint}Correct its file in jobs/.`,
  });
}
