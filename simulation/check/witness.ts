import { HourlakeError } from '../../lib/errors.ts';
import {
  type Declaration,
  declarationBytes,
  parseDeclaration,
} from '../../lib/lake/declaration.ts';
import { declarationKey, objectKey, periodFolder } from '../../lib/lake/object-key.ts';
import type { LakeJob } from '../../lib/land/lake-jobs.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period, periodAt, periodStart } from '../../lib/model/period.ts';
import type { InputObject } from '../../lib/model/source.ts';
import { type Deployment, sourceOf } from '../deployments.ts';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { capturedJobs, placeOf, simulatedJobs } from '../jobs/simulated-jobs.ts';
import { madeFile } from '../made-files.ts';
import type { WantedOfJob } from '../wants.ts';
import type { LakeObserver } from '../world/lake-view.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import { CaptureWatch } from './capture-watch.ts';
import { areEqualButKeeping, ExpiryWatch } from './expiry-watch.ts';
import { InboxWatch } from './inbox-watch.ts';
import type { Sighting, SightingCounts } from './sightings.ts';
import { VisibleLake } from './visible-lake.ts';

/** A broken promise. */
export interface Violation {
  /** A sentence that says what was wrong. */
  readonly what: string;
  /** The key, period or process where it was wrong. */
  readonly where: string;
}

/** The periods that a run wants, its process and its deployment. */
export interface Errand {
  readonly process: SimulatedProcess;
  readonly deployment: Deployment;
  readonly wants: readonly WantedOfJob[];
  /** What time it is by the clock of the run. */
  readonly instant: number;
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
  readonly captures = new CaptureWatch(
    this.lake,
    (what, where) => this.accuse(what, where),
    (sha256, name) => this.inbox.wasDropped(sha256, name),
  );
  readonly inbox = new InboxWatch({
    captures: this.captures,
    accuse: (what, where) => this.accuse(what, where),
    sees: (sighting) => this.sees(sighting),
  });
  /** Keys of the periods that became visible, each once. */
  readonly landed = new Set<string>();
  /** The deployments whose bytes may be in the lake. */
  readonly deployed: readonly Deployment[];
  private readonly seen: Partial<Record<Sighting, number>> = {};
  private readonly lost = new Set<string>();
  private readonly outlived = new Set<string>();
  private readonly catalog = new Set<string>();
  private readonly beginnings = new Map<Job, Set<Period>>();
  private readonly onViolation: () => void;

  constructor(deployed: readonly Deployment[], onViolation: () => void) {
    this.deployed = deployed;
    this.onViolation = onViolation;
  }

  /** Records a broken promise. Only the first one is kept. */
  accuse(what: string, where: string): void {
    if (this.violation !== undefined) return;
    this.violation = { what, where };
    this.onViolation();
  }

  /** Counts a rare event. */
  sees(sighting: Sighting, times = 1): void {
    if (times > 0) this.seen[sighting] = (this.seen[sighting] ?? 0) + times;
  }

  sightings(): SightingCounts {
    return this.seen;
  }

  /** A run begins, and may declare where the time of its jobs begins. */
  begins({ wants }: Errand): void {
    for (const { job, since } of wants) if (since !== undefined) this.mayBegin(job, since);
  }

  /** The time of a job may be declared to begin with a period. */
  mayBegin(job: Job, since: Period): void {
    const known = this.beginnings.get(job) ?? new Set();
    this.beginnings.set(job, known.add(since));
  }

  shown(key: string, bytes: Uint8Array): void {
    if (this.inbox.has(key)) {
      this.inbox.shown(key, bytes);
      return;
    }
    const before = this.lake.bytesOf(key);
    if (before !== undefined) {
      if (areSame(before, bytes) || this.isKeptOtherwise(key, before, bytes)) return;
      this.accuse('the bytes of a visible object changed', key);
      return;
    }
    if (this.captures.isCapture(key)) {
      this.captures.shown(key, bytes);
      return;
    }
    const place = placeOf(key);
    if (place === undefined) {
      this.accuse('a file is under a key that no period has', key);
      return;
    }
    const { job, period } = place;
    if (period === undefined) this.declarationShown(job, key, bytes);
    else this.periodShown(job, period, bytes);
    if (this.lost.delete(key)) this.sees(period === undefined ? 'declared again' : 'landed again');
  }

  /** A person has changed for how long the lake keeps a job, or a crash has undone that. */
  private isKeptOtherwise(key: string, before: Uint8Array, bytes: Uint8Array): boolean {
    const { job, period } = placeOf(key) ?? {};
    if (!this.expiry.isOn || job === undefined || period !== undefined) return false;
    const later = this.parsed(job, key, bytes);
    if (!this.expiry.accepts(this.parsed(job, key, before), later)) return false;
    this.lake.add(key, bytes, later);
    return true;
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
      this.captureLost(key);
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

  /** A crash lost a captured file or its record: it must not have been used yet. */
  private captureLost(key: string): void {
    this.lake.remove(key);
    const period = this.captures.periodOf(key);
    for (const job of capturedJobs) {
      if (period === undefined || !this.lake.has(job, period)) continue;
      this.accuse(
        'rows outlived the captured file that they were made from',
        objectKey(job, period),
      );
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

  /**
   * Checks what a run takes for the declaration of a job, when it does.
   *
   * @param isOther whether the run would have declared the job differently
   */
  declared(
    { name }: SimulatedProcess,
    { job, declaration }: Pick<LakeJob, 'job' | 'declaration'>,
    { isOther }: { isOther: boolean },
  ): void {
    if (isOther) this.sees('declaration taken over');
    const there = this.lake.bytesOf(declarationKey(job.name));
    // A person may change the days to keep at any moment.
    const visible = there && this.parsed(job, declarationKey(job.name), there);
    if (!areEqualButKeeping(visible, declaration)) {
      this.accuse('a run takes another declaration for the one of the lake', `${name} ${job.name}`);
    }
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

  /** Whether a visible object is what a deployed version makes of the visible input objects. */
  isOfVersion(job: Job, period: Period): boolean {
    const there = this.lake.bytesOf(objectKey(job, period));
    return this.deployed.some((deployment) => {
      const source = this.sourceOf(deployment, job);
      if (source === undefined) return false;
      const digests = this.digestsOf(source.inputs?.(period) ?? []);
      return digests !== undefined && areSame(madeFile(source, period, digests)?.body, there);
    });
  }

  /** Whether a crash lost an object that this one had been made from. */
  hasOutlivedInputs(job: Job, period: Period): boolean {
    return this.outlived.has(objectKey(job, period));
  }

  private declarationShown(job: Job, key: string, bytes: Uint8Array): void {
    const former = this.lake.settingsOf(job);
    const declaration = this.parsed(job, key, bytes);
    this.lake.add(key, bytes, declaration);
    if (declaration === undefined) return;
    const { since, settings } = declaration;
    const isRight =
      since === undefined ? job.grain === 'file' : this.beginnings.get(job)?.has(since);
    if (!isRight) {
      this.accuse('a declaration begins when no run did', `${key} ${since}`);
    }
    if (former !== undefined && JSON.stringify(former) !== JSON.stringify(settings)) {
      this.accuse('a declaration has other settings than the periods of its job', key);
    }
  }

  /** SHA-256 of input objects that are there, or were until they expired, or were made again since. */
  private digestsOf(inputs: readonly InputObject[]): string[] | undefined {
    const [deployment] = this.deployed;
    const source =
      deployment && this.expiry.isOn ? this.sourceOf(deployment, fakeAccounts) : undefined;
    if (source === undefined) return this.lake.digestsOf(inputs);
    const digests = inputs.flatMap((input) => {
      const key = objectKey(fakeAccounts, input.period);
      const there = this.lake.sha256Of(key) ?? this.expiry.digestOf(key);
      if (there !== undefined || !this.expiry.hasExpired(fakeAccounts, input.period))
        return there ?? [];
      return madeFile(source, input.period, [])?.sha256 ?? [];
    });
    return digests.length === inputs.length ? digests : undefined;
  }

  private inputBytes(inputs: readonly InputObject[] = []): Uint8Array[] {
    return inputs.flatMap(({ job: name, period }) => {
      const job = simulatedJobs.find((one) => one.name === name);
      return (job && this.lake.bytesOf(objectKey(job, period))) ?? [];
    });
  }

  private parsed(job: Job, key: string, bytes: Uint8Array): Declaration | undefined {
    try {
      const declaration = parseDeclaration(bytes, job, { lake: 'lake' });
      if (areSame(declarationBytes(declaration), bytes)) return declaration;
    } catch (error) {
      if (!(error instanceof HourlakeError)) throw error;
    }
    this.accuse('a visible declaration is not whole', key);
    return undefined;
  }

  private periodShown(job: Job, period: Period, bytes: Uint8Array): void {
    const key = objectKey(job, period);
    this.lake.add(key, bytes);
    this.landed.add(key);
    this.mayBegin(job, period);
    if (this.lake.declarationOf(job) === undefined) {
      this.accuse('a period landed before its job was declared', key);
      return;
    }
    const [deployment] = this.deployed;
    const inputs = deployment && this.sourceOf(deployment, job)?.inputs?.(period);
    if (job.layer === 'bronze' && showsSome(cpfsOf(this.inputBytes(inputs)), bytes)) {
      this.accuse('a bronze object holds a CPF of its landed hours', key);
      return;
    }
    if (inputs !== undefined && this.digestsOf(inputs) === undefined) {
      this.accuse('a period landed before its inputs', key);
    } else if (!this.isOfVersion(job, period)) {
      this.accuse('a visible object is not whole, or of no deployed version', key);
    }
  }

  /** The source of a job with the settings of the lake; `undefined` when it has none. */
  private sourceOf(deployment: Deployment, job: Job) {
    const { lake } = this;
    const jobs = [job, ...simulatedJobs.filter(({ name }) => job.inputs?.includes(name))];
    if (jobs.some((one) => lake.settingsOf(one) === undefined)) return undefined;
    return sourceOf(deployment, job, (one) => lake.settingsOf(one) ?? {});
  }
}

/** The keys of the objects that are made from a period. */
function madeFrom({ name }: Job, period: Period): string[] {
  return simulatedJobs.flatMap((job) => {
    if (!job.inputs?.includes(name) || job.grain === 'file' || !isTimed(period)) return [];
    return objectKey(job, periodAt(job.grain, periodStart(period)));
  });
}

/**
 * The CPFs in the bytes of landed objects. SNAPPY leaves a text of 14 characters as it is, unless an
 * earlier one is alike: most are found.
 */
function cpfsOf(objects: readonly Uint8Array[]): string[] {
  return objects.flatMap((bytes) => [
    ...(Buffer.from(bytes)
      .toString('latin1')
      .match(/\d{3}\.\d{3}\.\d{3}-\d{2}/g) ?? []),
  ]);
}

function showsSome(texts: readonly string[], bytes: Uint8Array): boolean {
  const shown = Buffer.from(bytes).toString('latin1');
  return texts.some((text) => shown.includes(text));
}

/** Whether two objects have the same bytes; two that are not there are the same. */
function areSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return Buffer.compare(one, other) === 0;
}
