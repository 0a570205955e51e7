import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Amounts } from './amounts.ts';
import type { Machine } from './machine.ts';
import type { Api } from './parts/api.ts';
import type { BigQuery } from './parts/bigquery.ts';
import type { Contract } from './parts/contract.ts';
import type { DailyFiles } from './parts/daily-files.ts';
import type { Delivery } from './parts/delivery.ts';
import type { Export } from './parts/export.ts';
import type { Inbox } from './parts/inbox.ts';
import type { Install } from './parts/install.ts';
import type { Memory } from './parts/memory.ts';
import type { Mock } from './parts/mock.ts';
import type { Movements } from './parts/movements.ts';
import type { Planning } from './parts/planning.ts';
import type { Report } from './parts/report.ts';
import type { RowsPerSecond } from './parts/rows-per-second.ts';
import type { Scaling } from './parts/scaling.ts';
import type { Spark } from './parts/spark.ts';
import type { StartUp } from './parts/start-up.ts';

/** The file with the results of the last complete run. */
export const resultsFile = 'bench/results.json';

/** Measurements of the parts of a run. A run may measure a single part. */
export interface Measurements {
  readonly rows?: RowsPerSecond;
  readonly scaling?: Scaling;
  readonly memory?: Memory;
  readonly startUp?: StartUp;
  readonly install?: Install;
  readonly planning?: Planning;
  readonly mock?: Mock;
  readonly contract?: Contract;
  readonly inbox?: Inbox;
  readonly api?: Api;
  readonly bigquery?: BigQuery;
  readonly dailyFiles?: DailyFiles;
  readonly movements?: Movements;
  readonly delivery?: Delivery;
  readonly export?: Export;
  readonly report?: Report;
  readonly spark?: Spark;
}

/** A run of the benchmark. */
export interface Results extends Measurements {
  /** The day of the run, `2026-11-20`. */
  readonly day: string;
  readonly machine: Machine;
  readonly amounts: Amounts;
}

/** Reads the results of the last complete run. */
export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8'));
}

/** Writes the results, formatted as `npm run lint` requires. */
export function writeResults(results: Results): void {
  writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', resultsFile];
  execFileSync(process.execPath, biome, { stdio: 'ignore' });
}
