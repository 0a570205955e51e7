import { setTimeout as sleep } from 'node:timers/promises';
import type { Connector } from '../../lib/capture/connector.ts';
import { InboxConnector } from '../../lib/capture/inbox/inbox-connector.ts';
import type { InboxPlace } from '../../lib/capture/inbox/inbox-place.ts';
import { refusingVersion } from '../../lib/capture/inbox/refusing-version.ts';
import { tooLarge } from '../../lib/capture/sheet/sheet-file-rules.ts';
import { type LakeUrl, parseLakeUrl } from '../../lib/lake/lake-url.ts';
import { inboxFolder } from '../../lib/lake/raw-key.ts';
import type { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import { completeness } from '../../lib/sheets/file-content.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import { packageVersion } from '../package-version.ts';

/**
 * Opens the inbox of a job. No file is listed yet.
 *
 * @throws InputError when the inbox is neither a folder nor in a bucket; what opening the job throws.
 */
export async function openInbox(
  context: Context,
  options: LakeOptions,
  { job, lake }: { readonly job: Job; readonly lake: LakeJobs },
): Promise<Connector> {
  const { source } = await lake.open(job);
  return new InboxConnector({
    place: await openInboxPlace(context, options, job),
    version: refusingVersion(packageVersion(), job.source, source.facts),
    isWhole: (_, bytes) => completeness(bytes),
    refusalOf: tooLarge,
    now: context.now,
    sleep,
  });
}

/** Opens the place where files are dropped for a job: its own, or the one in the lake. */
export async function openInboxPlace(
  context: Context,
  options: LakeOptions,
  { name, inbox }: Job,
): Promise<InboxPlace> {
  const url: LakeUrl = parseLakeUrl(inbox ?? options.lake);
  const below = inbox === undefined ? inboxFolder(name) : '';
  if (url.kind === 'folder') {
    const { openInboxFolder } = await import('../../lib/stores/inbox-folder.ts');
    const path = below === '' ? url.path : `${url.path}/${below}`;
    return openInboxFolder(context.resolvePath(path), { name: path });
  }
  const { openInboxBucket } = await import('../../lib/stores/inbox-bucket.ts');
  const { bucketOwner } = options;
  return openInboxBucket({
    bucket: url.bucket,
    folder: [url.base, below].filter((part) => part !== '').join('/'),
    ...(bucketOwner === undefined ? {} : { expectedOwner: bucketOwner }),
  });
}
