import { parentPort, workerData } from 'node:worker_threads';
import { answerHours } from '../lib/ingest/answer-hours.ts';
import type { Job } from '../lib/model/job.ts';
import { type SourceSpec, sourceOfJob } from '../lib/sources/source-of-job.ts';

// What a worker thread runs: it makes the hours of one job.
const job: Job<SourceSpec> = workerData;

if (parentPort !== null) answerHours(parentPort, sourceOfJob(job));
