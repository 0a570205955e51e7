import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { restDataOf } from '../../lib/capture/rest/check/check-rest-data.ts';
import { openRestHttp } from '../../lib/capture/rest/http/open-rest-http.ts';
import { RestConnector } from '../../lib/capture/rest/rest-connector.ts';
import { restJob } from '../../lib/capture/rest/rest-job.ts';
import { capturedPeriodKey } from '../../lib/lake/raw-key.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { type Day, parsePeriod, periodEnd } from '../../lib/model/period.ts';
import type { Table } from '../../lib/model/table.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';

// Captures a day of an API, and lands it: `capture-api <origin> <folder> <requests a second>`. In a new
// process each time, as runs are, so that its peak memory is that of one run.

const [, , origin = '', folder = '', requestsPerSecond] = process.argv;
const day = parsePeriod('2026-11-20') as Day;
const today = parsePeriod('2026-11-21') as Day;

const column = { description: '', example: 'x', statistics: false } as const;
const table: Table = {
  name: 'orders',
  description: 'Orders',
  columns: [
    { name: 'id', type: 'integer', ...column },
    { name: 'created_at', type: 'timestamp', ...column },
    { name: 'status', type: 'string', ...column },
    { name: 'amount', type: 'decimal', precision: 10, scale: 2, ...column },
    { name: 'items', type: 'integer', ...column },
    { name: 'note', type: 'string', ...column },
    { name: 'city', type: 'string', ...column },
  ],
};
const [job, rejects] = restJob({
  name: 'orders',
  table,
  api: { baseUrl: `${origin}/v1/`, requestsPerSecond: Number(requestsPerSecond) },
  request: {
    path: 'orders',
    records: 'orders',
    paginator: { kind: 'offset', parameter: 'offset', total: 'total' },
  },
  fields: { city: 'address.city' },
});

const store = folderStore(folder);
const jobs = [job, rejects];
const lake = new LakeJobs({ store, jobs, kinds: sourceKinds, instant: periodEnd(today) - 1 });
const data = restDataOf(job.source.data);
const ask = openRestHttp(data.api, {
  readSecret: async () => '',
  // The clock of the day after, on which the snapshot of a day is captured.
  now: () => periodEnd(day) + performance.now(),
  // A timer waits for a millisecond at least, which is no rate that holds nothing up.
  sleep: async (milliseconds) => {
    if (milliseconds >= 1) await sleep(milliseconds);
  },
});
let [pages, answerBytes] = [0, 0];
const connector = new RestConnector({
  job: job.name,
  data,
  ask: async (page) => {
    const answer = await ask(page);
    answerBytes += answer.bytes;
    return answer;
  },
  onPage: ({ page }) => {
    pages = page;
  },
});

const started = used();
let captured = started;
const scratch = join(folder, '..', 'scratch');
const report = await run(
  {
    store,
    lake,
    jobs: [
      { job, wanted: [day], connector },
      { job: rejects, wanted: [day] },
    ],
    today,
  },
  {
    openMaker: (made) => inThisThread(made.source, inputsFrom(store, made), { scratch }),
    onCapture: () => {
      captured = used();
    },
  },
);
const failure = failureOf(report);
if (failure !== undefined) throw failure;
const landed = used();
const [receipt] = report.jobs.flatMap(({ receipts }) => receipts);
process.stdout.write(
  JSON.stringify({
    pages,
    rows: receipt?.status === 'landed' ? receipt.rows : 0,
    answerBytes,
    rawBytes: await store.size(capturedPeriodKey(job.name, day)),
    capture: { wall: captured.wall - started.wall, cpu: captured.cpu - started.cpu },
    landing: { wall: landed.wall - captured.wall, cpu: landed.cpu - captured.cpu },
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
process.exit();

function used(): { readonly wall: number; readonly cpu: number } {
  const { user, system } = process.cpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000 };
}
