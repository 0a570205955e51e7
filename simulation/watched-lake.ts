import { type LakeJob, LakeJobs, type LakeJobsOptions } from '../lib/land/lake-jobs.ts';
import type { Period } from '../lib/model/period.ts';

/** Called with each job that was declared, as the run takes it to be. */
type OnDeclared = (declared: LakeJob) => void;

/** The jobs of a lake as a run has them, which says what the run takes for their declarations. */
export class WatchedLake extends LakeJobs {
  private readonly onDeclared: OnDeclared;

  constructor(options: LakeJobsOptions, onDeclared: OnDeclared) {
    super(options);
    this.onDeclared = onDeclared;
  }

  override async declare(job: LakeJob, since: Period | undefined): Promise<LakeJob> {
    const declared = await super.declare(job, since);
    this.onDeclared(declared);
    return declared;
  }
}
