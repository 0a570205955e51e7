import { Duration } from 'aws-cdk-lib';
import type { LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { jobFolder } from '../lake/object-key.ts';
import { captureFolder, hasInbox, INBOX } from '../lake/raw-key.ts';
import { capturingJob } from '../land/raw-objects.ts';
import type { Job } from '../model/job.ts';

/**
 * Days for which a file can be restored that was removed from the inbox, or what has expired of a capture.
 * Both may be personal data.
 */
const RESTORABLE_DAYS = 7;

/**
 * The lifecycle rules that expire the objects of jobs: those that have landed after `keepDays`, and what
 * was captured, with its rejects, after `keepRawDays`. S3 counts from the landing of an object, so that a
 * period that was backfilled is kept as long.
 */
export function expiryRules(jobs: readonly Job[]): LifecycleRule[] {
  const inbox = jobs.some(hasInbox) ? [inboxRule()] : [];
  return [...jobs.flatMap(landedRules), ...inbox, ...jobs.flatMap((job) => rawRules(job, jobs))];
}

function landedRules(job: Job): LifecycleRule[] {
  if (job.keepDays === undefined) return [];
  return [
    {
      id: `expired-${job.name}`,
      prefix: `${jobFolder(job)}/`,
      expiration: Duration.days(job.keepDays),
    },
  ];
}

function inboxRule(): LifecycleRule {
  return {
    id: 'taken-in',
    prefix: `${INBOX}/`,
    noncurrentVersionExpiration: Duration.days(RESTORABLE_DAYS),
  };
}

/** A capture is stored before its rejects, so that no rejects are made again of a capture that expires. */
function rawRules(job: Job, jobs: readonly Job[]): LifecycleRule[] {
  const { keepRawDays, name } = job;
  const captures = captureFolder(job);
  if (captures === undefined || keepRawDays === undefined) return [];
  const rejects = jobs.filter((other) => other.layer === 'rejects' && capturingJob(other) === name);
  return [captures, ...rejects.map(jobFolder)].map((folder) => ({
    id: `expired-${folder.replace('/', '-')}`,
    prefix: `${folder}/`,
    expiration: Duration.days(keepRawDays),
    noncurrentVersionExpiration: Duration.days(RESTORABLE_DAYS),
  }));
}
