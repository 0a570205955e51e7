import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { addedSightings, type SightingCounts } from './check/sightings.ts';
import { type Counts, countsWith, noCounts } from './counts.ts';
import type { KindOfWorlds } from './kinds-of-worlds.ts';
import { addedCounts, type FaultCounts } from './ledger.ts';
import type { Outcome } from './simulate.ts';

/** A broken promise, and the seed of its world. */
export interface BrokenPromise {
  readonly seed: number;
  readonly what: string;
  readonly where: string;
}

/** A detected defect, and the first seed that detects it. */
export interface Caught {
  readonly name: string;
  readonly seed: number;
  readonly what: string;
}

/** Results of a simulation of many seeds. */
export interface Report extends Counts {
  readonly from: number;
  readonly seeds: number;
  readonly violations: readonly BrokenPromise[];
  readonly faults: FaultCounts;
  readonly sightings: SightingCounts;
  /** SHA-256 of the digests of all traces. */
  readonly digest: string;
  readonly caught: readonly Caught[];
  /** Number of worlds in which one fault hit one call, and nothing else failed. */
  readonly singleFaults: number;
}

/** The report before the first seed, without the results for deliberate defects. */
export function noReport(from: number): Report {
  const nothing = { violations: [], faults: {}, sightings: {}, caught: [] };
  return { from, seeds: 0, ...noCounts, ...nothing, digest: '', singleFaults: 0 };
}

/** Adds the outcome of a seed to a report. */
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

/** Returns the violation of an outcome, if any. */
export function brokenPromises({ seed, violation }: Outcome): BrokenPromise[] {
  return violation === undefined ? [] : [{ seed, what: violation.what, where: violation.where }];
}

/** Reads the last written report of a kind of worlds. */
export function readReport({ resultsFile }: KindOfWorlds): Report {
  return JSON.parse(readFileSync(resultsFile, 'utf8'));
}

/** Writes a report, formatted as `npm run lint` requires. */
export function writeReport(report: Report, { resultsFile }: KindOfWorlds): void {
  writeFileSync(resultsFile, `${JSON.stringify(report, undefined, 2)}\n`);
  const biome = ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', resultsFile];
  execFileSync(process.execPath, biome, { stdio: 'ignore' });
}
