import {
  CatalogError,
  DifferentObjectError,
  HourlakeError,
  InputError,
  RunFailedError,
} from '../../lib/errors.ts';
import { objectKey, parseKey } from '../../lib/lake/object-key.ts';
import type { Receipt } from '../../lib/land/receipt.ts';
import { failureOf, type RunReport } from '../../lib/land/run.ts';
import { type Hour, partitionOf } from '../../lib/model/period.ts';
import { type Deployment, madeFile } from '../deployments.ts';
import { bearable, callFaults } from '../faults.ts';
import type { LakeObserver, LakeView } from '../world/lake-view.ts';
import type { SimulatedProcess } from '../world/simulated-process.ts';
import type { Sighting, SightingCounts } from './sightings.ts';

/** The prefix of the only job of a simulated lake. */
export const PREFIX = 'fake-accounts';

/** A broken promise. */
export interface Violation {
  /** A sentence that says what was wrong. */
  readonly what: string;
  /** The key, hour or process where it was wrong. */
  readonly where: string;
}

/** The hours that a run wants, its process and its deployment. */
export interface Errand {
  readonly process: SimulatedProcess;
  readonly deployment: Deployment;
  readonly wanted: readonly Hour[];
  readonly tellsCatalog: boolean;
}

/** How a run ended: with a report, or with an error. */
export type Settled = { readonly report: RunReport } | { readonly thrown: unknown };

/**
 * Checks every change of the visible state of a lake as it happens, and every statement of a run
 * when it is made.
 */
export class Witness implements LakeObserver {
  violation: Violation | undefined;
  /** Hours that became visible, each once. */
  readonly landed = new Set<Hour>();
  private readonly seen: Partial<Record<Sighting, number>> = {};
  private readonly lost = new Set<string>();
  private readonly visible = new Map<string, Uint8Array>();
  private readonly catalog = new Set<string>();
  /** The deployments whose bytes may be in the lake. */
  private readonly deployed: readonly Deployment[];
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

  /** Whether the lake has any hour now. */
  get hasHours(): boolean {
    return this.visible.size > 0;
  }

  /** Counts a rare event. */
  sees(sighting: Sighting, times = 1): void {
    if (times > 0) this.seen[sighting] = (this.seen[sighting] ?? 0) + times;
  }

  sightings(): SightingCounts {
    return this.seen;
  }

  shown(key: string, bytes: Uint8Array): void {
    const before = this.visible.get(key);
    if (before !== undefined) {
      if (!areSame(before, bytes)) this.accuse('the bytes of a visible object changed', key);
      return;
    }
    const hour = parseKey(PREFIX, key);
    if (hour === undefined) {
      this.accuse('a file is under a key that no hour has', key);
      return;
    }
    if (!this.deployed.some((one) => areSame(madeFile(one, hour)?.bytes, bytes))) {
      this.accuse('a visible object is not whole, or of no deployed version', key);
    }
    if (this.lost.delete(key)) this.sees('landed again');
    this.visible.set(key, bytes);
    this.landed.add(hour);
  }

  gone(key: string, byCrash: boolean): void {
    if (!byCrash) this.accuse('a visible object vanished', key);
    if (this.visible.delete(key)) this.lost.add(key);
  }

  /** @param location location of a newly registered partition */
  registered(location: string): void {
    this.catalog.add(location);
    const folder = location.slice(location.indexOf(`/${PREFIX}/`) + 1);
    const day = folder.slice(folder.indexOf('dt=') + 3, folder.indexOf('dt=') + 13);
    const key = `${folder}${PREFIX}-${day}T${folder.slice(-3, -1)}.parquet`;
    if (!this.visible.has(key)) {
      this.accuse('the catalog was told of an hour that is not there', location);
    }
  }

  /** Checks that a receipt is true when it is given. */
  told({ process, deployment }: Errand, receipt: Receipt): void {
    if (receipt.status === 'failed') return;
    const there = this.visible.get(receipt.key);
    if (there === undefined) {
      this.accuse(
        `a receipt said ${receipt.status}, and nothing is there`,
        `${process.name} ${receipt.key}`,
      );
    }
    if (
      receipt.sha256 !== undefined &&
      !areSame(there, madeFile(deployment, receipt.hour)?.bytes)
    ) {
      this.accuse('a receipt has the digest of other bytes', `${process.name} ${receipt.key}`);
    }
  }

  /** Checks the result of a run against the state of the lake. */
  ended(errand: Errand, settled: Settled): 'well' | 'reported' {
    const { process, wanted } = errand;
    const error = 'thrown' in settled ? settled.thrown : failureOf(settled.report);
    const notBegun = 'thrown' in settled ? [] : settled.report.notBegun;
    if (error !== undefined) this.checkError(errand, error, settled);
    if (!('thrown' in settled)) this.lookAt(settled.report);
    const isPlanned = 'report' in settled;
    const named = new Set([...notBegun, ...(error instanceof RunFailedError ? error.hours : [])]);
    const lost = wanted.filter(
      (hour) => isPlanned && !this.visible.has(objectKey(PREFIX, hour)) && !named.has(hour),
    );
    if (lost.length > 0) {
      this.accuse('an hour is missing that no error names', `${process.name} ${lost[0]}`);
    }
    if (error !== undefined || notBegun.length > 0) return 'reported';
    const unknown = wanted.find((hour) => errand.tellsCatalog && !this.isKnown(hour));
    if (unknown !== undefined) {
      this.accuse('a run ended well, and the catalog does not know', `${process.name} ${unknown}`);
    }
    return 'well';
  }

  /** Checks the lake after all faults have stopped and one quiet run is over. */
  finished(
    lake: LakeView,
    {
      wanted,
      allowed,
      hasCatalog,
    }: {
      wanted: ReadonlySet<Hour>;
      allowed: readonly string[];
      hasCatalog: boolean;
    },
  ): void {
    const keys = new Set(lake.keys());
    for (const hour of wanted) {
      const key = objectKey(PREFIX, hour);
      if (!keys.delete(key)) this.accuse('a wanted hour is missing at the end', hour);
      const there = lake.bytesOf(key);
      if (!this.deployed.some((one) => areSame(madeFile(one, hour)?.bytes, there))) {
        this.accuse('an hour has other bytes at the end than any version gives', hour);
      }
      if (hasCatalog && !this.isKnown(hour)) {
        this.accuse('the catalog does not know an hour at the end', hour);
      }
    }
    for (const key of keys) this.accuse('the lake has an object that no run wanted', key);
    if (hasCatalog && this.catalog.size !== wanted.size) {
      this.accuse('the catalog has hours that no run wanted', `${this.catalog.size}`);
    }
    for (const left of lake.leftovers()) {
      if (!allowed.includes(left)) this.accuse('something is left behind', left);
    }
  }

  /**
   * Checks an error. It must be an error of Hourlake, and a fault or a conflict must explain it.
   */
  private checkError({ process, deployment }: Errand, error: unknown, settled: Settled): void {
    if (!(error instanceof HourlakeError)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.accuse(
        'a run ended with an error that is not an error of Hourlake',
        `${process.name} ${text}`,
      );
      return;
    }
    const wasHit = process.hit.some(
      (fault) => callFaults.includes(fault) && !bearable.includes(fault),
    );
    const isRefused = !this.deployed.includes(deployment);
    if (isRefused && error instanceof InputError) this.sees('other settings refused');
    if (wasHit || isRefused || this.isConflict(settled, error)) return;
    this.accuse('a run failed that no fault had hit', `${process.name} ${error.message}`);
  }

  private lookAt({ receipts, sweptLeftovers }: RunReport): void {
    this.sees('leftover swept', sweptLeftovers);
    for (const receipt of receipts) {
      if (receipt.status === 'already-there' && receipt.sha256 !== undefined) {
        this.sees('same bytes met');
      }
      if (receipt.status === 'failed' && receipt.error instanceof DifferentObjectError) {
        this.sees('two versions met');
      }
    }
  }

  /** Whether all failures are conflicts with another version that landed other bytes. */
  private isConflict(settled: Settled, error: HourlakeError): boolean {
    if (this.deployed.length < 2 || 'thrown' in settled || error instanceof CatalogError)
      return false;
    return settled.report.receipts.every(
      (receipt) => receipt.status !== 'failed' || receipt.error instanceof DifferentObjectError,
    );
  }

  private isKnown(hour: Hour): boolean {
    const { dt, hour: hourOfDay } = partitionOf(hour);
    return this.catalog.has(`s3://lake/${PREFIX}/dt=${dt}/hour=${hourOfDay}/`);
  }
}

function areSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return Buffer.compare(one, other) === 0;
}
