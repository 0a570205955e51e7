import { objectKey, periodFolder } from '../../lib/lake/object-key.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period, periodAt, periodStart } from '../../lib/model/period.ts';
import type { InputObject } from '../../lib/model/source.ts';
import type { Deployment } from '../deployments.ts';
import { inboxJobs, placeOf, simulatedJobs } from '../jobs/simulated-jobs.ts';
import type { WantedOfJob } from '../wants.ts';
import type { LakeObserver } from '../world/lake-view.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import { ApiWatch } from './api-watch.ts';
import { areSame } from './are-same.ts';
import { CaptureWatch } from './capture-watch.ts';
import { DeclarationWatch } from './declaration-watch.ts';
import { ExpiryWatch } from './expiry-watch.ts';
import { InboxWatch } from './inbox-watch.ts';
import { MadeVersions } from './made-versions.ts';
import { showsCpfOf } from './shown-cpfs.ts';
import type { Sees, Sighting, SightingCounts } from './sightings.ts';
import type { Accuse, Violation } from './violation.ts';
import { VisibleLake } from './visible-lake.ts';

/** The periods that a run wants, its process and its deployment. */
export interface Errand {
  readonly process: SimulatedProcess;
  readonly deployment: Deployment;
  readonly wants: readonly WantedOfJob[];
  /** What time it is by the clock of the run. */
  readonly instant: number;
  /** Milliseconds by which its clock is ahead. */
  readonly clockAhead: number;
  readonly tellsCatalog: boolean;
}

/** The root of every simulated lake in the catalog. */
export const LAKE = 's3://lake/';

/**
 * Checks every change of the visible state of a lake as it happens, and every statement of a run
 * when it is made.
 */
export class Witness implements LakeObserver {
  violation: Violation | undefined;
  readonly lake = new VisibleLake();
  readonly expiry = new ExpiryWatch(this.lake);
  readonly api: ApiWatch;
  readonly captures: CaptureWatch;
  readonly inbox: InboxWatch;
  readonly declarations: DeclarationWatch;
  readonly versions: MadeVersions;
  /** Keys of the periods that became visible, each once. */
  readonly landed = new Set<string>();
  /** The deployments whose bytes may be in the lake. */
  readonly deployed: readonly Deployment[];
  private readonly seen: Partial<Record<Sighting, number>> = {};
  private readonly lost = new Set<string>();
  private readonly outlived = new Set<string>();
  private readonly catalog = new Set<string>();
  private readonly onViolation: () => void;

  /** @param now what time it is in the world. Default: always 1970-01-01T00:00:00Z. */
  constructor(
    deployed: readonly Deployment[],
    onViolation: () => void,
    now: () => number = () => 0,
  ) {
    this.deployed = deployed;
    this.onViolation = onViolation;
    const { lake, expiry, accuse, sees } = this;
    this.api = new ApiWatch({ lake, accuse, sees, now });
    this.captures = new CaptureWatch(lake, accuse, (sha256, name) =>
      this.inbox.wasDropped(sha256, name),
    );
    this.inbox = new InboxWatch({ captures: this.captures, accuse, sees });
    this.declarations = new DeclarationWatch({ lake, expiry, accuse, sees });
    this.versions = new MadeVersions(lake, expiry, deployed);
  }

  /** Records a broken promise. Only the first one is kept. */
  readonly accuse: Accuse = (what, where) => {
    if (this.violation !== undefined) return;
    this.violation = { what, where };
    this.onViolation();
  };

  /** Counts a rare event. */
  readonly sees: Sees = (sighting, times = 1) => {
    if (times > 0) this.seen[sighting] = (this.seen[sighting] ?? 0) + times;
  };

  sightings(): SightingCounts {
    return this.seen;
  }

  /** A run begins, and may declare where the time of its jobs begins. */
  begins({ wants }: Errand): void {
    for (const { job, since } of wants) {
      if (since !== undefined) this.declarations.mayBegin(job, since);
    }
  }

  shown(key: string, bytes: Uint8Array): void {
    if (this.inbox.has(key)) {
      this.inbox.shown(key, bytes);
      return;
    }
    const before = this.lake.bytesOf(key);
    if (before !== undefined) {
      if (areSame(before, bytes) || this.declarations.isKeptOtherwise(key, before, bytes)) return;
      this.accuse('the bytes of a visible object changed', key);
      return;
    }
    if (this.captures.isCapture(key)) {
      this.captures.shown(key, bytes);
      return;
    }
    if (this.api.isCapture(key)) {
      const { jobs = [], period } = this.api.placeOf(key) ?? {};
      for (const job of jobs) if (period !== undefined) this.declarations.mayBegin(job, period);
      this.api.shown(key, bytes);
      return;
    }
    const place = placeOf(key);
    if (place === undefined) {
      this.accuse('a file is under a key that no period has', key);
      return;
    }
    const { job, period } = place;
    if (period === undefined) this.declarations.shown(job, key, bytes);
    else this.periodShown(job, period, bytes);
    if (this.lost.delete(key)) this.sees(period === undefined ? 'declared again' : 'landed again');
  }

  gone(key: string, byCrash: boolean): void {
    if (this.inbox.has(key)) {
      this.inbox.gone(key, byCrash);
      return;
    }
    if (!byCrash && this.expiry.mayGo(key)) {
      this.lake.remove(key);
      return;
    }
    if (!byCrash) this.accuse('a visible object vanished', key);
    if (this.captures.isCapture(key)) {
      this.captureLost(key, { jobs: inboxJobs, period: this.captures.periodOf(key) });
      return;
    }
    if (this.api.isCapture(key)) {
      this.captureLost(key, this.api.placeOf(key));
      return;
    }
    if (!this.lake.remove(key)) return;
    this.lost.add(key);
    this.outlived.delete(key);
    const { job, period } = placeOf(key) ?? {};
    if (job === undefined || period === undefined) return;
    for (const made of madeFrom(job, period)) {
      if (this.lake.bytesOf(made) === undefined) continue;
      this.outlived.add(made);
      this.sees('outlived an hour');
    }
  }

  crashed(): void {
    this.inbox.crashed();
  }

  /** A crash lost a capture or its record: it must not have been used yet. */
  private captureLost(
    key: string,
    {
      jobs = [],
      period,
    }: { readonly jobs?: readonly Job[]; readonly period?: Period | undefined } = {},
  ): void {
    this.lake.remove(key);
    for (const job of jobs) {
      if (period === undefined || !this.lake.has(job, period)) continue;
      this.accuse('rows outlived the capture that they were made from', objectKey(job, period));
    }
  }

  /** @param location location of a newly registered partition */
  registered(location: string): void {
    this.catalog.add(location);
    if (!this.lake.hasFolder(location.slice(LAKE.length))) {
      this.accuse('the catalog was told of a period that is not there', location);
    }
  }

  /** Number of periods that the catalog knows. */
  get known(): number {
    return this.catalog.size;
  }

  /** Whether the catalog knows a period. */
  isKnown(job: Job, period: Period): boolean {
    return this.catalog.has(`${LAKE}${periodFolder(job, period)}`);
  }

  /** Checks that a receipt is true when it is given. */
  told({ process }: Errand, receipt: Receipt): void {
    if (receipt.status === 'failed') return;
    const { job, period } = placeOf(receipt.key) ?? {};
    if (job && period && this.expiry.hasExpired(job, period)) return;
    const { key, status, sha256 } = receipt;
    const there = this.lake.sha256Of(key);
    if (there === undefined) {
      this.accuse(`a receipt said ${status}, and nothing is there`, `${process.name} ${key}`);
    } else if (sha256 !== undefined && sha256 !== there) {
      this.accuse('a receipt has the digest of other bytes', `${process.name} ${key}`);
    }
  }

  /** Whether a crash lost an object that this one had been made from. */
  hasOutlivedInputs(job: Job, period: Period): boolean {
    return this.outlived.has(objectKey(job, period));
  }

  private periodShown(job: Job, period: Period, bytes: Uint8Array): void {
    const key = objectKey(job, period);
    this.lake.add(key, bytes);
    this.landed.add(key);
    this.declarations.mayBegin(job, period);
    if (this.lake.declarationOf(job) === undefined) {
      this.accuse('a period landed before its job was declared', key);
      return;
    }
    const inputs = this.versions.inputsOf(job, period);
    if (job.layer === 'bronze' && showsCpfOf(this.inputBytes(inputs), bytes)) {
      this.accuse('a bronze object holds a CPF of its landed hours', key);
      return;
    }
    if (inputs !== undefined && this.versions.digestsOf(inputs) === undefined) {
      this.accuse('a period landed before its inputs', key);
    } else if (!this.versions.isOfOne(job, period)) {
      this.accuse('a visible object is not whole, or of no deployed version', key);
    } else {
      this.api.landed(job, period, (capture) => this.captures.survivesCrash(capture));
    }
  }

  private inputBytes(inputs: readonly InputObject[] = []): Uint8Array[] {
    return inputs.flatMap(({ job: name, period }) => {
      const job = simulatedJobs.find((one) => one.name === name);
      return (job && this.lake.bytesOf(objectKey(job, period))) ?? [];
    });
  }
}

/** The keys of the objects that are made from a period. */
function madeFrom({ name }: Job, period: Period): string[] {
  return simulatedJobs.flatMap((job) => {
    if (!job.inputs?.includes(name) || job.grain === 'file' || !isTimed(period)) return [];
    return objectKey(job, periodAt(job.grain, periodStart(period)));
  });
}
