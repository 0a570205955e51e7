import { associado } from '../../jobs/associado.ts';
import { cartao } from '../../jobs/cartao.ts';
import { conta } from '../../jobs/conta.ts';
import { fakeAccounts } from '../../jobs/fake-accounts.ts';
import { movimento } from '../../jobs/movimento.ts';
import { sourceKinds } from '../../jobs/source-kinds.ts';
import {
  type ConfiguredJob,
  openJob,
  settingsOfJob,
  sourceKindOf,
} from '../../lib/land/open-job.ts';
import type { Job } from '../../lib/model/job.ts';
import { addPeriods, parseHour, periodRange } from '../../lib/model/period.ts';
import { encodeParquet } from '../../lib/parquet/encode-parquet.ts';

// Makes the movements of hours, encodes them as Parquet, and drops the bytes:
// `make-movements <since> <from> <hours> <settings by job, as JSON>`. In a new process each time, because
// a process computes once what is expected in each hour since the beginning of the lake.

const [, , since = '', from = '', hours, settings = '{}'] = process.argv;
const jobs = [fakeAccounts, associado, conta, cartao, movimento];
const first = parseHour(from);

const [started, before] = [performance.now(), process.cpuUsage()];
const { source } = openJob(configured(movimento), sourceKinds);
let [rows, bytes] = [0, 0];
for (const hour of periodRange(first, addPeriods(first, Number(hours)))) {
  const file = await encodeParquet(source.table, source.batches(hour, noInputs), async (piece) => {
    bytes += piece.length;
  });
  rows += file.rows;
}
const { user, system } = process.cpuUsage(before);
const wall = performance.now() - started;
process.stdout.write(JSON.stringify({ rows, bytes, wall, cpu: (user + system) / 1000 }));

function configured(job: Job): ConfiguredJob {
  const kind = sourceKindOf(job, sourceKinds);
  return {
    job,
    settings: settingsOfJob(job, kind, JSON.parse(settings)[job.name]),
    since: kind.needsSince ? parseHour(since) : undefined,
    inputs: jobs.filter(({ name }) => job.inputs?.includes(name)).map(configured),
  };
}

/** Movements use the settings of their inputs only. */
async function noInputs(): Promise<never> {
  throw new TypeError('Generated movements read no input objects');
}
