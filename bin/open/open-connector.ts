import { setTimeout as sleep } from 'node:timers/promises';
import type { Connector } from '../../lib/capture/connector.ts';
import type { Origins } from '../../lib/capture/rest/http/origins.ts';
import { hasInbox } from '../../lib/lake/raw-key.ts';
import type { LakeJobs } from '../../lib/land/lake-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import { readSecret } from '../../lib/secrets/secret-text.ts';
import { clockFrom } from '../clock-from.ts';
import type { Context } from '../context.ts';
import type { LakeOptions } from '../options/lake-options.ts';
import type { InstantOptions } from '../options/time-options.ts';

/** What connectors are opened with. */
export interface ConnectorOptions extends LakeOptions, InstantOptions {
  /** Web origins that are asked in place of others. Default: none. */
  readonly origin?: Origins;
}

/** What is captured, and who watches. */
export interface ToConnect {
  readonly job: Job;
  readonly lake: LakeJobs;
  /** Called for each page of an API, with the number of its records. */
  readonly onPage: (job: Job, records: number) => void;
}

/**
 * Opens what a job captures from: its inbox, or its API; `undefined` for a job that captures nothing.
 * Nothing outside is asked yet.
 *
 * @throws InputError when the inbox or the API cannot be used as the job says it; what opening the job throws.
 */
export async function openConnector(
  context: Context,
  options: ConnectorOptions,
  { job, lake, onPage }: ToConnect,
): Promise<Connector | undefined> {
  if (hasInbox(job)) {
    const { openInbox } = await import('./open-inbox.ts');
    return openInbox(context, options, { job, lake });
  }
  if (job.captures === undefined) return undefined;
  return openApi(context, options, { job, onPage });
}

async function openApi(
  context: Context,
  { origin, now: instant }: ConnectorOptions,
  { job, onPage }: Pick<ToConnect, 'job' | 'onPage'>,
): Promise<Connector> {
  const { restDataOf } = await import('../../lib/capture/rest/check/check-rest-data.ts');
  const { openRestHttp } = await import('../../lib/capture/rest/http/open-rest-http.ts');
  const { RestConnector } = await import('../../lib/capture/rest/rest-connector.ts');
  const { signal } = context;
  const data = restDataOf(job.source.data);
  const ask = openRestHttp(data.api, {
    readSecret: (reference, what) => readSecret(reference, what, context),
    // A snapshot must be of its period by the time that it is said to be.
    now: clockFrom(context.now, instant),
    sleep: (milliseconds, ending) => sleep(milliseconds, undefined, ending && { signal: ending }),
    ...(origin === undefined ? {} : { origins: origin }),
    signal,
  });
  return new RestConnector({
    job: job.name,
    data,
    ask,
    signal,
    onPage: ({ records }) => onPage(job, records),
  });
}
