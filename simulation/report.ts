import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { addedSightings, type SightingCounts } from './check/sightings.ts';
import { type Counts, countsWith, noCounts } from './counts.ts';
import { addedCounts, type FaultCounts } from './ledger.ts';
import type { Outcome } from './simulate.ts';

/** The file with what the last written simulation found. */
export const resultsFile = 'simulation/results.json';

/** A promise that the world of a seed saw broken. */
export interface BrokenPromise {
  readonly seed: number;
  readonly what: string;
  readonly where: string;
}

/** A breakage, and the first seed that shows it. */
export interface Caught {
  readonly name: string;
  readonly seed: number;
  readonly what: string;
}

/** What came of a simulation of many seeds. */
export interface Report extends Counts {
  readonly from: number;
  readonly seeds: number;
  readonly violations: readonly BrokenPromise[];
  readonly faults: FaultCounts;
  readonly sightings: SightingCounts;
  /** SHA-256 of the digests of all traces. */
  readonly digest: string;
  readonly caught: readonly Caught[];
  /** Worlds in which exactly one call was hit by one fault: one for each of both. */
  readonly singleFaults: number;
}

/** What a report says, beside that of the broken worlds, before the first seed. */
export function noReport(from: number): Report {
  const nothing = { violations: [], faults: {}, sightings: {}, caught: [] };
  return { from, seeds: 0, ...noCounts, ...nothing, digest: '', singleFaults: 0 };
}

/** A report with one more seed in it. */
export function withOutcome(report: Report, outcome: Outcome): Report {
  return {
    ...report,
    ...countsWith(report, outcome),
    seeds: report.seeds + 1,
    violations: [...report.violations, ...brokenPromises(outcome)],
    faults: addedCounts(report.faults, outcome.faults),
    sightings: addedSightings(report.sightings, outcome.sightings),
    digest: createHash('sha256').update(report.digest).update(outcome.digest).digest('hex'),
  };
}

/** The violation of an outcome, if there is one. */
export function brokenPromises({ seed, violation }: Outcome): BrokenPromise[] {
  return violation === undefined ? [] : [{ seed, what: violation.what, where: violation.where }];
}

/** The report that was written last. */
export function readReport(): Report {
  return JSON.parse(readFileSync(resultsFile, 'utf8'));
}

/** Writes a report as `npm run lint` wants JSON to look. */
export function writeReport(report: Report): void {
  writeFileSync(resultsFile, `${JSON.stringify(report, undefined, 2)}\n`);
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', resultsFile];
  execFileSync(process.execPath, biome, { stdio: 'ignore' });
}
