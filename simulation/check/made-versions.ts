import { objectKey } from '../../lib/lake/object-key.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import type { InputObject, Source } from '../../lib/model/source.ts';
import { type Deployment, sourceOf } from '../deployments.ts';
import { fakeAccounts } from '../jobs/fake-accounts.ts';
import { simulatedJobs } from '../jobs/simulated-jobs.ts';
import { madeFile } from '../made-files.ts';
import { areSame } from './are-same.ts';
import type { ExpiryWatch } from './expiry-watch.ts';
import type { VisibleLake } from './visible-lake.ts';

/** Knows what each deployed version makes of the input objects that are visible in a lake. */
export class MadeVersions {
  private readonly lake: VisibleLake;
  private readonly expiry: ExpiryWatch;
  /** The deployments whose bytes may be in the lake. */
  private readonly deployed: readonly Deployment[];

  constructor(lake: VisibleLake, expiry: ExpiryWatch, deployed: readonly Deployment[]) {
    this.lake = lake;
    this.expiry = expiry;
    this.deployed = deployed;
  }

  /** Whether a visible object is what a deployed version makes of the visible input objects. */
  isOfOne(job: Job, period: Period): boolean {
    const there = this.lake.bytesOf(objectKey(job, period));
    return this.deployed.some((deployment) => {
      const source = this.sourceOf(deployment, job);
      if (source === undefined) return false;
      const digests = this.digestsOf(source.inputs?.(period) ?? []);
      return digests !== undefined && areSame(madeFile(source, period, digests)?.body, there);
    });
  }

  /** The input objects of a period; `undefined` when it has none. */
  inputsOf(job: Job, period: Period): readonly InputObject[] | undefined {
    const [deployment] = this.deployed;
    return deployment && this.sourceOf(deployment, job)?.inputs?.(period);
  }

  /** SHA-256 of input objects that are there, or were until they expired, or were made again since. */
  digestsOf(inputs: readonly InputObject[]): string[] | undefined {
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

  /** The source of a job with the settings of the lake; `undefined` when it has none. */
  private sourceOf(deployment: Deployment, job: Job): Source | undefined {
    const { lake } = this;
    const jobs = [job, ...simulatedJobs.filter(({ name }) => job.inputs?.includes(name))];
    if (jobs.some((one) => lake.settingsOf(one) === undefined)) return undefined;
    return sourceOf(deployment, job, (one) => lake.settingsOf(one) ?? {});
  }
}
