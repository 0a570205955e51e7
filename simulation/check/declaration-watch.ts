import { HourlakeError } from '../../lib/errors.ts';
import {
  type Declaration,
  declarationBytes,
  parseDeclaration,
} from '../../lib/lake/declaration.ts';
import { declarationKey } from '../../lib/lake/object-key.ts';
import type { LakeJob } from '../../lib/land/lake-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import { placeOf } from '../jobs/simulated-jobs.ts';
import { areSame } from './are-same.ts';
import { areEqualButKeeping, type ExpiryWatch } from './expiry-watch.ts';
import type { Sees } from './sightings.ts';
import type { Accuse } from './violation.ts';
import type { VisibleLake } from './visible-lake.ts';

/** What a declaration watch speaks to. */
export interface DeclarationWatchOptions {
  readonly lake: VisibleLake;
  readonly expiry: ExpiryWatch;
  readonly accuse: Accuse;
  readonly sees: Sees;
}

/** Checks the declarations of a lake, and what runs take for them. */
export class DeclarationWatch {
  private readonly options: DeclarationWatchOptions;
  private readonly beginnings = new Map<Job, Set<Period>>();

  constructor(options: DeclarationWatchOptions) {
    this.options = options;
  }

  /** The time of a job may be declared to begin with a period. */
  mayBegin(job: Job, since: Period): void {
    const known = this.beginnings.get(job) ?? new Set();
    this.beginnings.set(job, known.add(since));
  }

  /** A declaration became visible. */
  shown(job: Job, key: string, bytes: Uint8Array): void {
    const { lake, accuse } = this.options;
    const former = lake.settingsOf(job);
    const declaration = this.parsed(job, key, bytes);
    lake.add(key, bytes, declaration);
    if (declaration === undefined) return;
    const { since, settings } = declaration;
    const isRight =
      since === undefined ? job.grain === 'file' : this.beginnings.get(job)?.has(since);
    if (!isRight) {
      accuse('a declaration begins when no run did', `${key} ${since}`);
    }
    if (former !== undefined && JSON.stringify(former) !== JSON.stringify(settings)) {
      accuse('a declaration has other settings than the periods of its job', key);
    }
  }

  /** A person has changed for how long the lake keeps a job, or a crash has undone that. */
  isKeptOtherwise(key: string, before: Uint8Array, bytes: Uint8Array): boolean {
    const { lake, expiry } = this.options;
    const { job, period } = placeOf(key) ?? {};
    if (!expiry.isOn || job === undefined || period !== undefined) return false;
    const later = this.parsed(job, key, bytes);
    if (!expiry.accepts(this.parsed(job, key, before), later)) return false;
    lake.add(key, bytes, later);
    return true;
  }

  /**
   * Checks what a run takes for the declaration of a job, when it does.
   *
   * @param run name of its process
   * @param isOther whether the run would have declared the job differently
   */
  taken(
    run: string,
    { job, declaration }: Pick<LakeJob, 'job' | 'declaration'>,
    { isOther }: { isOther: boolean },
  ): void {
    const { lake, accuse, sees } = this.options;
    if (isOther) sees('declaration taken over');
    const there = lake.bytesOf(declarationKey(job.name));
    // A person may change the days to keep at any moment.
    const visible = there && this.parsed(job, declarationKey(job.name), there);
    if (!areEqualButKeeping(visible, declaration)) {
      accuse('a run takes another declaration for the one of the lake', `${run} ${job.name}`);
    }
  }

  private parsed(job: Job, key: string, bytes: Uint8Array): Declaration | undefined {
    try {
      const declaration = parseDeclaration(bytes, job, { lake: 'lake' });
      if (areSame(declarationBytes(declaration), bytes)) return declaration;
    } catch (error) {
      if (!(error instanceof HourlakeError)) throw error;
    }
    this.options.accuse('a visible declaration is not whole', key);
    return undefined;
  }
}
