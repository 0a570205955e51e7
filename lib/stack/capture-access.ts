import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { NOTE_SUFFIX } from '../capture/inbox/note.ts';
import { CAPTURES, captureFolder, FORGOTTEN, hasInbox, inboxFolder } from '../lake/raw-key.ts';
import type { Job } from '../model/job.ts';
import { IF_KEY_IS_FREE } from './landing-zone.ts';
import { acknowledgeObjects } from './private-bucket.ts';

/** The jobs whose files are dropped in the lake itself. The stack knows nothing of other places. */
export function jobsWithInbox(jobs: readonly Job[]): Job[] {
  return jobs.filter((job) => hasInbox(job) && job.inbox === undefined);
}

/**
 * Allows a role to keep what jobs capture under free keys, and to read it: the pages of an API, and dropped
 * files with the record of each. For jobs with an inbox in the lake it may also read and remove the files
 * there, and write notes on them. The role can overwrite nothing but notes.
 */
export function grantCapture(bucket: Bucket, role: IRole, jobs: readonly Job[]): void {
  const inboxes = jobsWithInbox(jobs).map(({ name }) => inboxFolder(name));
  const kept = jobs.flatMap(keptFolders);
  const forgotten = jobs.filter(hasInbox).map(({ name }) => `${FORGOTTEN}/${name}`);
  if (kept.length === 0) return;
  const objects = (folders: readonly string[], name = '*') =>
    folders.map((folder) => bucket.arnForObjects(`${folder}/${name}`));
  const allow = (actions: string[], resourceArns: string[], conditions = {}) => {
    if (resourceArns.length === 0) return;
    Grant.addToPrincipal({ grantee: role, actions, resourceArns, conditions });
  };

  allow(['s3:ListBucket'], [bucket.bucketArn], {
    StringLike: { 's3:prefix': [...inboxes, ...kept, ...forgotten].map((each) => `${each}/*`) },
  });
  allow(['s3:GetObject'], objects([...inboxes, ...kept]));
  allow(['s3:DeleteObject'], objects(inboxes));
  allow(['s3:PutObject'], objects(inboxes, `*${NOTE_SUFFIX}`));
  allow(['s3:PutObject'], objects(kept), IF_KEY_IS_FREE);
  acknowledge(bucket, role, inboxes, kept);
}

/** The folders in which the captures of a job are kept, and the records of those that have one. */
function keptFolders(job: Job): string[] {
  const folder = captureFolder(job);
  if (folder === undefined) return [];
  return hasInbox(job) ? [folder, `${CAPTURES}/${job.name}`] : [folder];
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
    acknowledgeObjects(role, bucket, `${folder}/*`, 'each capture adds one');
  }
}
