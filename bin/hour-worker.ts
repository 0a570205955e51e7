import { parentPort, workerData } from 'node:worker_threads';
import { type SourceSpec, sourceOfJob } from '../jobs/source-kinds.ts';
import { answerHours } from '../lib/land/threads/answer-hours.ts';
import type { Job } from '../lib/model/job.ts';

// What a worker thread runs: it makes the hours of one job.
const job: Job<SourceSpec> = workerData;

if (parentPort !== null) answerHours(parentPort, sourceOfJob(job));
