import { parseCaptureRecord } from '../../lib/lake/capture-record.ts';
import type { Declaration } from '../../lib/lake/declaration.ts';
import { objectKey, periodFolder } from '../../lib/lake/object-key.ts';
import { capturedPeriodKey, captureKey, rawKey } from '../../lib/lake/raw-key.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period } from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import type { InputObject } from '../../lib/model/source.ts';
import { placeOf, simulatedJobs } from '../jobs/simulated-jobs.ts';

interface VisibleObject {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** The objects that anyone can see in a lake now, by key. */
export class VisibleLake {
  private readonly objects = new Map<string, VisibleObject>();
  /** The folders of all periods that are there. */
  private readonly folders = new Set<string>();
  private readonly declarations = new Map<Job, Declaration>();
  private readonly settings = new Map<Job, SettingValues>();
  /** Number of periods of each job. */
  private readonly periods = new Map<Job, number>();

  bytesOf(key: string): Uint8Array | undefined {
    return this.objects.get(key)?.bytes;
  }

  keys(): Iterable<string> {
    return this.objects.keys();
  }

  sha256Of(key: string): string | undefined {
    return this.objects.get(key)?.sha256;
  }

  has(job: Job, period: Period): boolean {
    return this.objects.has(objectKey(job, period));
  }

  /** Whether a folder holds the object of a period. */
  hasFolder(folder: string): boolean {
    return this.folders.has(folder);
  }

  /** The declaration of a job, if the lake has one now. */
  declarationOf(job: Job): Declaration | undefined {
    return this.declarations.get(job);
  }

  /**
   * The settings that the lake has for a job. They stay when a crash loses the declaration and not all
   * periods.
   */
  settingsOf(job: Job): SettingValues | undefined {
    return this.settings.get(job);
  }

  /** SHA-256 of input objects, in their order; `undefined` when one of them is not there. */
  digestsOf(inputs: readonly InputObject[]): string[] | undefined {
    const digests = inputs.flatMap((input) => {
      const key = this.keyOfInput(input);
      return (key === undefined ? undefined : this.sha256Of(key)) ?? [];
    });
    return digests.length === inputs.length ? digests : undefined;
  }

  /** The key of an input object; `undefined` for a captured file without a record. */
  private keyOfInput({ job: name, period, part = 'landed' }: InputObject): string | undefined {
    const job = simulatedJobs.find((one) => one.name === name);
    if (part === 'landed') return job && objectKey(job, period);
    if (isTimed(period)) return capturedPeriodKey(name, period);
    const key = captureKey(name, period);
    const record = this.bytesOf(key);
    if (part === 'record' || record === undefined) return key;
    return rawKey(name, period, parseCaptureRecord(record, { place: key, key }).name);
  }

  /** @param declaration what the bytes declare, if they are a declaration */
  add(key: string, bytes: Uint8Array, declaration?: Declaration): void {
    const place = placeOf(key);
    this.objects.set(key, { bytes, sha256: sha256(bytes) });
    if (place === undefined) return;
    const { job, period } = place;
    if (period !== undefined) {
      this.folders.add(periodFolder(job, period));
      this.periods.set(job, (this.periods.get(job) ?? 0) + 1);
    } else if (declaration !== undefined) {
      this.declarations.set(job, declaration);
      this.settings.set(job, declaration.settings);
    }
  }

  /** @returns whether it was there */
  remove(key: string): boolean {
    const place = placeOf(key);
    if (!this.objects.delete(key) || place === undefined) return false;
    const { job, period } = place;
    if (period === undefined) this.declarations.delete(job);
    else {
      this.folders.delete(periodFolder(job, period));
      this.periods.set(job, (this.periods.get(job) ?? 0) - 1);
    }
    const isEmpty = !this.declarations.has(job) && (this.periods.get(job) ?? 0) === 0;
    if (isEmpty) this.settings.delete(job);
    return true;
  }

  /** Whether an input comes before the time of its job begins. */
  isBeforeBeginning({ job: name, period }: InputObject): boolean {
    const job = simulatedJobs.find((one) => one.name === name);
    const since = job && this.declarations.get(job)?.since;
    return since !== undefined && isTimed(period) && period < since;
  }
}
