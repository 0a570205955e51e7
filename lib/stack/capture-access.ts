import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { NOTE_SUFFIX } from '../capture/inbox/note.ts';
import { BACKUP, CAPTURES, FORGOTTEN, hasInbox, inboxFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';
import { IF_KEY_IS_FREE } from './landing-zone.ts';
import { acknowledgeObjects } from './private-bucket.ts';

/** The jobs whose files are dropped in the lake itself. The stack knows nothing of other places. */
export function jobsWithInbox(jobs: readonly Job[]): Job[] {
  return jobs.filter((job) => hasInbox(job) && job.inbox === undefined);
}

/**
 * Allows a role to take in the files that are dropped for jobs: to read and remove them, to write notes on
 * them, and to keep each file and the record of its capture under free keys. The role can overwrite
 * nothing but notes.
 */
export function grantCapture(bucket: Bucket, role: IRole, jobs: readonly Job[]): void {
  const captured = jobs.filter(hasInbox).map(({ name }) => name);
  if (captured.length === 0) return;
  const inboxes = jobsWithInbox(jobs).map(({ name }) => inboxFolder(name));
  const kept = captured.flatMap((job) => [`${BACKUP}/${job}`, `${CAPTURES}/${job}`]);
  const objects = (folders: readonly string[], name = '*') =>
    folders.map((folder) => bucket.arnForObjects(`${folder}/${name}`));
  const allow = (actions: string[], resourceArns: string[], conditions = {}) => {
    if (resourceArns.length === 0) return;
    Grant.addToPrincipal({ grantee: role, actions, resourceArns, conditions });
  };

  const forgotten = captured.map((job) => `${FORGOTTEN}/${job}`);
  allow(['s3:ListBucket'], [bucket.bucketArn], {
    StringLike: { 's3:prefix': [...inboxes, ...kept, ...forgotten].map((each) => `${each}/*`) },
  });
  allow(['s3:GetObject'], objects([...inboxes, ...kept]));
  allow(['s3:DeleteObject'], objects(inboxes));
  allow(['s3:PutObject'], objects(inboxes, `*${NOTE_SUFFIX}`));
  allow(['s3:PutObject'], objects(kept), IF_KEY_IS_FREE);
  acknowledge(bucket, role, inboxes, kept);
}

function acknowledge(
  bucket: Bucket,
  role: IRole,
  inboxes: readonly string[],
  kept: readonly string[],
): void {
  for (const folder of inboxes) {
    acknowledgeObjects(role, bucket, `${folder}/*`, 'people name the files that they drop');
    acknowledgeObjects(role, bucket, `${folder}/*${NOTE_SUFFIX}`, 'a note is named after its file');
  }
  for (const folder of kept) {
    acknowledgeObjects(role, bucket, `${folder}/*`, 'each captured file adds one');
  }
}
