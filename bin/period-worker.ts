import { parentPort, workerData } from 'node:worker_threads';
import { sourceKinds } from '../jobs/source-kinds.ts';
import { type ConfiguredJob, openJob } from '../lib/land/open-job.ts';
import { answerPeriods } from '../lib/land/threads/answer-periods.ts';

// What a worker thread runs: it makes the periods of one job.
const job: ConfiguredJob = workerData;

if (parentPort !== null) answerPeriods(parentPort, openJob(job, sourceKinds).source);
