import { InputError } from '../errors.ts';
import type { Gates } from './gates.ts';
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
   * What is captured of each period, for a job that takes its periods of time from outside. `snapshot`: what
   * is there between the end of the period and the end of the next one; later the period is lost.
   * `history`: what the outside keeps, whenever it is asked. `external`: rows of a database that keeps them;
   * they land without a copy of how they came, and are read again where they are missing. Default: nothing;
   * files are captured by grain `file`.
   */
  readonly captures?: 'snapshot' | 'history' | 'external';
  /**
   * Days for which what was captured, and the rejects of it, are kept after the day of the capture. Only
   * for jobs that capture. Default: for ever.
   */
  readonly keepRawDays?: number;
  /**
   * Variables of the environment that give settings of its source, by setting: `{ project: 'PYPI_PROJECT' }`.
   * A setting that is given otherwise takes precedence. Default: none.
   */
  readonly variables?: Readonly<Record<string, string>>;
  /** What the rows of each of its periods keep to as a whole. Default: nothing. */
  readonly gates?: Gates;
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
  /**
   * Day to land in place of the last hours, such as `2026-11-20`: what its API said on that day, as a
   * stand-in of the API knows it. Default: none.
   */
  readonly day?: string;
  /** Names of further jobs that it shows. Default: none. */
  readonly with?: readonly string[];
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

/** What the name of a job of the layer `rejects` ends in, after the name of the job whose rejects it has. */
export const REJECTS_SUFFIX = '-rejects';

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
