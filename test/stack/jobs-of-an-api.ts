import { jobs } from '../../jobs/index.ts';
import type { Job } from '../../lib/model/job.ts';
import { rates, ratesRejects } from '../land/rates-outside.ts';

/**
 * The jobs of `jobs/`, and those of an API, which are off.
 *
 * @param more what the job of the API says as well: `{ secrets: ['aws:rates'] }`
 */
export function jobsOfAnApi(more: Partial<Job> = {}): readonly Job[] {
  return [...jobs, { ...rates, ...more, on: false }, { ...ratesRejects, on: false }];
}
