import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pypiDownloads, pypiDownloadsRejects } from '../../jobs/pypi-downloads.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import { questionOf } from '../../lib/capture/bigquery/asking-source.ts';
import { BigQueryConnector } from '../../lib/capture/bigquery/bigquery-connector.ts';
import { bigQueryQueries } from '../../lib/gcp/bigquery-queries.ts';
import { LakeJobs } from '../../lib/land/lake-jobs.ts';
import { inThisThread } from '../../lib/land/land-period.ts';
import { inputsFrom } from '../../lib/land/read-inputs.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { periodEnd } from '../../lib/model/period.ts';
import { folderStore } from '../../lib/stores/folder-store.ts';
import { dayOfDownloads as day, lastDayOfDownloads as today } from '../day-of-downloads.ts';

// Lands a day of downloads: `land-downloads <folder> <settings, as JSON> <endpoint of BigQuery>`, or without
// an endpoint where the settings generate the rows. In a new process each time, as runs are, so that its peak
// memory is that of one run.

const [, , folder = '', settings = '{}', endpoint] = process.argv;
const store = folderStore(join(folder, 'lake'));
const scratch = join(folder, 'scratch');
const lake = new LakeJobs({
  store,
  jobs: [pypiDownloads, pypiDownloadsRejects],
  kinds: sourceKinds,
  asked: new Map([[pypiDownloads.name, JSON.parse(settings)]]),
  instant: periodEnd(today),
});

let pages = 0;
const connector = await connectorTo(endpoint);
const report = await run(
  {
    store,
    lake,
    jobs: [
      { job: pypiDownloads, wanted: [day], connector },
      { job: pypiDownloadsRejects, wanted: [day] },
    ],
    today,
  },
  {
    openMaker: (made, _, answers) =>
      inThisThread(made.source, inputsFrom(store, made), { scratch, answers }),
  },
);
const failure = failureOf(report);
if (failure !== undefined) throw failure;
const [receipt] = report.jobs.flatMap(({ receipts }) => receipts);
if (receipt?.status !== 'landed') throw new Error('Expected a day that landed, got none.');
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({
    pages,
    rows: receipt.rows,
    fileBytes: receipt.bytes,
    // Since the process started.
    wall: Math.round(performance.now()),
    cpu: Math.round((userCPUTime + systemCPUTime) / 1000),
    peakBytes: maxRSS * 1024,
  }),
);
process.exit();

async function connectorTo(origin: string | undefined): Promise<BigQueryConnector | undefined> {
  if (origin === undefined) return undefined;
  const question = questionOf((await lake.open(pypiDownloads)).source);
  if (question === undefined) throw new Error('Expected settings that ask BigQuery, got others.');
  return new BigQueryConnector({
    question,
    requests: bigQueryQueries({ project: 'bench', endpoint: origin, sleep }),
    sleep,
    onPage: () => {
      pages += 1;
    },
  });
}
