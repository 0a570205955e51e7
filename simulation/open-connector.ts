import type { Connector } from '../lib/capture/connector.ts';
import { InboxConnector } from '../lib/capture/inbox/inbox-connector.ts';
import { RestConnector } from '../lib/capture/rest/rest-connector.ts';
import type { Job } from '../lib/model/job.ts';
import { chanceOf } from './chance.ts';
import { apiDataOf } from './jobs/api-jobs.ts';
import { completenessOf, droppedLines, refusalOf } from './jobs/dropped-lines.ts';
import type { RunNow, Surroundings } from './start-run.ts';
import { apiPagesOf } from './world/api-edge.ts';
import { sleepOf } from './world/own-work.ts';

/**
 * Opens what a job captures from, as a run has it; `undefined` for a job that captures nothing.
 *
 * @param signal of the run
 */
export function openConnector(
  job: Job,
  now: RunNow,
  surroundings: Surroundings,
  signal: AbortSignal,
): Connector | undefined {
  if (job === droppedLines) return inboxOf(now, surroundings);
  return job.captures === undefined ? undefined : apiOf(job, now, surroundings, signal);
}

function inboxOf(
  { planned, process, machine, instant }: RunNow,
  { seed, time, lake, broken }: Surroundings,
): Connector {
  const chance = chanceOf(seed, 'inbox client', planned.name);
  const place = lake.openInbox({ process, machine, chance });
  const clockAhead = instant - time.now;
  const connector = new InboxConnector({
    place: broken.place?.(place) ?? place,
    version: planned.deployment.name,
    isWhole: completenessOf,
    refusalOf,
    now: () => time.now + clockAhead,
    sleep: sleepOf(process),
  });
  return broken.connector?.(connector) ?? connector;
}

function apiOf(
  job: Job,
  { process, instant, planned: { clockAhead } }: RunNow,
  { time, api, witness, broken }: Surroundings,
  signal: AbortSignal,
): Connector {
  if (api === undefined) throw new TypeError(`${job.name} needs a world with an API`);
  const whole = apiDataOf(job);
  const data = broken.apiData?.(whole) ?? whole;
  const now = () => time.now + clockAhead;
  const watch = witness.api;
  const ask = apiPagesOf(data.api, { process, api, watch, now, instant, clockAhead });
  const options = { job: job.name, data, ask: broken.ask?.(ask, instant) ?? ask, signal };
  const connector = new RestConnector(options);
  return broken.apiConnector?.(connector) ?? connector;
}
