import { type LakeJob, LakeJobs, type LakeJobsOptions } from '../lib/land/lake-jobs.ts';
import type { Period } from '../lib/model/period.ts';

/**
 * Called with each job as a run takes it to be declared.
 *
 * @param isOther whether the run found no declaration, and would have written another one
 */
type OnDeclared = (declared: LakeJob, isOther: boolean) => void;

/** The jobs of a lake as a run has them. It reports what the run takes for their declarations. */
export class WatchedLake extends LakeJobs {
  private readonly onDeclared: OnDeclared;

  constructor(options: LakeJobsOptions, onDeclared: OnDeclared) {
    super(options);
    this.onDeclared = onDeclared;
  }

  override async declare(job: LakeJob, since: Period | undefined): Promise<LakeJob> {
    const declared = await super.declare(job, since);
    const differs =
      declared.declaration?.since !== since ||
      JSON.stringify(declared.settings) !== JSON.stringify(job.settings);
    this.onDeclared(declared, job.declared === 'not yet' && differs);
    return declared;
  }
}
