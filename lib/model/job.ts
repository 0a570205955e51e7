import { InputError } from '../errors.ts';
import type { JsonValue } from './json-row.ts';
import { didYouMean } from './nearest-name.ts';
import type { Grain } from './period.ts';
import type { SettingValues } from './settings.ts';
import type { Table } from './table.ts';

/** Where in the lake the objects of a job lie. */
export type Layer = 'landing' | 'bronze' | 'rejects';

/** All layers that a job can write to. */
export const layers: readonly Layer[] = ['landing', 'bronze', 'rejects'];

/** Which source makes the rows of a job, and with which settings. */
export interface SourceSpec {
  /** Name of the kind of source: `generated-accounts`. */
  readonly kind: string;
  /** Settings that differ from their defaults, by kebab-case name. Default: none. */
  readonly settings?: SettingValues;
  /**
   * What the kind needs besides settings, as plain data: the schema of mock rows. Its source has to say in
   * its facts which data it has. Default: none.
   */
  readonly data?: JsonValue;
}

/** What the lake does for each period, as plain data: this table, from this source, at this grain, in this layer. */
export interface Job {
  /** Kebab-case, unique, and the first folder of its keys in the landing layer: `fake-accounts`. */
  readonly name: string;
  readonly table: Table;
  readonly grain: Grain;
  readonly layer: Layer;
  readonly source: SourceSpec;
  /** Names of the jobs whose objects its periods are made from; they run before it. Default: none. */
  readonly inputs?: readonly string[];
  /** Whether a run without a choice of jobs includes it. Default: `true`. */
  readonly on?: boolean;
  /** Hours before now in which a run looks for periods that are missing. Default: {@link LOOK_BACK_HOURS}. */
  readonly lookBackHours?: number;
  /** Minutes after its end from which a period is due. Default: 0. */
  readonly latenessMinutes?: number;
  /** How often a period is tried when a later try may succeed. Default: {@link ATTEMPTS}. */
  readonly attempts?: number;
  /**
   * Days for which a lake keeps its objects: {@link LEAST_KEPT_DAYS} or more; older periods have
   * expired. Applies to new lakes: a lake keeps what it declares until a person changes that. Only for
   * periods of time in the landing layer. Default: for ever in a new lake, and what an existing lake
   * declares.
   */
  readonly keepDays?: number;
  /**
   * Where the files are dropped that it captures: a folder, or `s3://bucket/folder`. Only for grain
   * `file`. Default: `entrada/` and the name of the job, in the lake.
   */
  readonly inbox?: string;
  /**
   * Days for which what was captured, and the rejects of it, are kept after the day of the capture. Only
   * for grain `file`. Default: for ever.
   */
  readonly keepRawDays?: number;
  /** Secrets that it reads, by name: `env:SPOTIFY_SECRET`. Default: none. */
  readonly secrets?: readonly string[];
  /**
   * Where the key is kept that its source protects values with: `env:HOURLAKE_BRONZE_KEY`,
   * `file:bronze.key`. Never the key itself. Default: none, the source needs no key.
   */
  readonly key?: string;
  /**
   * Where the URL of the database is kept that its periods are delivered to: `env:HOURLAKE_POSTGRES`,
   * `file:postgres.url`. Never the URL itself, which may contain a password. Or a database without one:
   * `bigquery://project/dataset`, `duckdb:./coop.duckdb`, `postgres+embedded:./pg`. Default: none, the
   * periods stay in the lake.
   */
  readonly deliver?: string;
  /** What `hourlake tour` shows of it. Default: its last 24 hours, and the queries that read its table. */
  readonly tour?: JobTour;
}

/** A demonstration of one job. */
export interface JobTour {
  /** Hours before now to land. Default: 24. */
  readonly hours?: number;
  /** Settings of the files that are generated into its inbox first. Default: none are generated. */
  readonly files?: SettingValues;
  /** Folder of an embedded PostgreSQL server that its rows, and those they refer to, are delivered to. Default: none. */
  readonly database?: string;
  /** What is written as a file of CSV at the end, from the database. Default: nothing. */
  readonly csv?: TourCsv;
  /** Lines to print at the end: commands to try next. Default: none. */
  readonly next?: readonly string[];
}

/** The answer to a saved query that a tour writes as a file of CSV. */
export interface TourCsv {
  /** Name of the query. */
  readonly query: string;
  /** Path of the file, from the working directory. */
  readonly file: string;
  /** Character between fields. */
  readonly separator: string;
}

/** Two days: a schedule that skips some ticks is caught up by the next one. */
export const LOOK_BACK_HOURS = 48;

/** Tries of a period, the first one included. */
export const ATTEMPTS = 3;

/** A week: what is made from the objects of a job must be made before they are gone. */
export const LEAST_KEPT_DAYS = 7;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The name of a secret, `env:NAME`, a database on this machine, `duckdb:./coop.duckdb`, or a dataset of BigQuery. */
const REFERENCE = /^([a-z+]+:(?!\/\/)|bigquery:\/\/)/;

/** What the name of a job of the layer `rejects` ends in, after the name of the job whose rejects it has. */
export const REJECTS_SUFFIX = '-rejects';

/** First folders of keys that belong to a layer or to another tool. */
const RESERVED = new Set(['backup', 'bronze', 'entrada', 'gold', 'raw', 'rejects']);

/**
 * Finds a job by name.
 *
 * @throws InputError that lists the names, the nearest first, when there is no such job.
 */
export function findJob(jobs: readonly Job[], name: string): Job {
  const found = jobs.find((job) => job.name === name);
  if (found !== undefined) return found;
  const names = jobs.map((job) => job.name);
  throw new InputError({
    expected: 'the name of a job',
    got: JSON.stringify(name),
    advice: `${didYouMean(name, names)}The jobs are ${names.join(', ')}.`,
  });
}

/**
 * The jobs in an order in which each comes after its inputs; otherwise as they are given. Inputs
 * that are not among them are left out.
 *
 * @throws InputError when the inputs form a cycle.
 */
export function inOrderOfInputs(jobs: readonly Job[]): Job[] {
  return inOrder(jobs, ({ inputs = [] }) => inputs, 'inputs');
}

/**
 * The jobs in an order in which each comes after those whose rows its own refer to; otherwise as they
 * are given. Jobs that are not among them are left out.
 *
 * @throws InputError when the references form a cycle.
 */
export function inOrderOfReferences(jobs: readonly Job[]): Job[] {
  return inOrder(jobs, (job) => referredJobs(job, jobs).map(({ name }) => name), 'references');
}

/**
 * The jobs whose rows those of a job refer to, without the job itself.
 *
 * @param jobs to look among
 */
export function referredJobs({ name, table }: Job, jobs: readonly Job[]): Job[] {
  const tables = new Set((table.references ?? []).map((reference) => reference.table));
  return jobs.filter((other) => other.name !== name && tables.has(other.table.name));
}

/**
 * Jobs together with all jobs whose rows theirs refer to, directly or not.
 *
 * @param all jobs to look among
 */
export function withReferred(jobs: readonly Job[], all: readonly Job[]): Job[] {
  const found = new Set<Job>();
  function add(job: Job): void {
    if (found.has(job)) return;
    found.add(job);
    for (const referred of referredJobs(job, all)) add(referred);
  }
  for (const job of jobs) add(job);
  return [...found];
}

/**
 * @param namesBefore names of the jobs that come before a job
 * @param what they are, for the error
 */
function inOrder(
  jobs: readonly Job[],
  namesBefore: (job: Job) => readonly string[],
  what: 'inputs' | 'references',
): Job[] {
  const ordered = new Set<Job>();
  const path: Job[] = [];

  function visit(job: Job): void {
    if (ordered.has(job)) return;
    if (path.includes(job)) throw cycleError([...path.slice(path.indexOf(job)), job], what);
    path.push(job);
    for (const before of namesBefore(job)) {
      const found = jobs.find(({ name }) => name === before);
      if (found !== undefined) visit(found);
    }
    path.pop();
    ordered.add(job);
  }

  for (const job of jobs) visit(job);
  return [...ordered];
}

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
    for (const taken of [job.name, `table ${job.table.name}`]) {
      if (seen.has(taken)) throw wrongJob(job, 'a name and a table of its own', taken);
      seen.add(taken);
    }
    for (const input of job.inputs ?? []) findJob(jobs, input);
  }
  inOrderOfInputs(jobs);
}

/**
 * Some jobs together with their inputs, the inputs of these, and the jobs of the rejects of all of them:
 * what a choice of jobs comes to. Each comes after its inputs.
 *
 * @param all all jobs
 * @throws InputError when there is no job of the name of an input, or the inputs form a cycle.
 */
export function withInputs(chosen: readonly Job[], all: readonly Job[]): Job[] {
  const needed = new Set<Job>();
  function add(job: Job): void {
    if (needed.has(job)) return;
    needed.add(job);
    for (const input of job.inputs ?? []) add(findJob(all, input));
    for (const rejects of all.filter((other) => hasRejectsOf(other, job))) add(rejects);
  }
  for (const job of chosen) add(job);
  return inOrderOfInputs([...needed]);
}

/** Whether a job has the rows that do not fit another one. */
export function hasRejectsOf({ layer, inputs = [] }: Job, { name }: Job): boolean {
  return layer === 'rejects' && inputs.includes(name);
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
  if (job.grain !== 'file' && (job.inbox !== undefined || keepRawDays !== undefined)) {
    throw wrongJob(job, 'the grain file, since it has an inbox or keepRawDays', job.grain);
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

function cycleError(cycle: readonly Job[], what: 'inputs' | 'references'): InputError {
  return new InputError({
    expected: `jobs whose ${what} form no cycle`,
    got: cycle.map(({ name }) => name).join(' <- '),
    advice: `Remove one of these ${what} in ${what === 'inputs' ? 'jobs/' : 'lib/tables/'}.`,
  });
}
