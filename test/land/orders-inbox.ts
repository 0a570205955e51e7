import { type SheetJobOptions, sheetJob } from '../../lib/capture/sheet/sheet-job.ts';
import type { CaptureReport, JobReport, RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { Job } from '../../lib/model/job.ts';
import { type CapturedFile, type Day, parsePeriod } from '../../lib/model/period.ts';
import type { Store } from '../../lib/stores/store.ts';
import { withLineage } from '../../lib/tables/lineage.ts';
import { type AnInbox, anInbox } from '../capture/inbox/an-inbox.ts';
import { type ALake, aLake } from './a-lake.ts';

/** Orders with a code and a quantity of 9 at most. Half of the rows of a file may be rejected. */
export const ORDERS: SheetJobOptions = {
  name: 'pedidos',
  table: {
    name: 'pedidos',
    description: 'Orders',
    columns: withLineage([
      { name: 'codigo', type: 'string', description: '', example: 'A1', statistics: false },
      { name: 'quantidade', type: 'integer', description: '', example: '1', statistics: false },
    ]),
  },
  contract: { columns: { quantidade: { max: 9 } }, ceiling: 50 },
};

/** The job of {@link ORDERS}, and the job of their rejects. */
export const [pedidos, rejects] = sheetJob(ORDERS);

/** The day of every run that does not say another one. */
export const TODAY = aDay('2026-11-20');

/** Two orders that fit. */
export const GOOD = 'codigo;quantidade\nA1;3\nA2;9\n';

/** An order that fits, and one that does not. */
export const MIXED = 'codigo;quantidade\nB1;3\nB2;10\n';

/** A lake that takes in orders, and its inbox. */
export interface OrdersInbox {
  readonly lake: ALake;
  readonly inbox: AnInbox;
  /** The same lake through another store. */
  over(store: Store): Promise<ALake>;
  /** Takes in what was dropped, as a new process does. Default: into the lake itself. */
  take(at?: ALake): Promise<RunReport>;
}

/** A new lake and a new inbox, both empty. */
export async function ordersInbox(): Promise<OrdersInbox> {
  const lake = await aLake({ jobs: [pedidos, rejects] });
  const inbox = await anInbox();
  return {
    lake,
    inbox,
    over: (store) => aLake({ jobs: [pedidos, rejects], folder: lake.folder, storeOf: () => store }),
    take({ store, open } = lake) {
      const jobs = [
        { job: pedidos, wanted: [], connector: inbox.connect() },
        { job: rejects, wanted: [] },
      ];
      return run({ store, lake: open(), jobs, today: TODAY }, { sleep: async () => {} });
    },
  };
}

/** A day by its text. */
export function aDay(text: string): Day {
  // The text is that of a day.
  return parsePeriod(text) as Day;
}

/** What a run did for a job. */
export function reportOf({ jobs }: Pick<RunReport, 'jobs'>, job: Job): JobReport {
  const found = jobs.find((report) => report.job.name === job.name);
  if (found === undefined) throw new TypeError(`Expected a report of ${job.name}`);
  return found;
}

/** What a run captured of orders. */
export function captureOf(report: Pick<RunReport, 'jobs'>): CaptureReport {
  const { capture } = reportOf(report, pedidos);
  if (capture === undefined) throw new TypeError('Expected captures');
  return capture;
}

/** The files that a run captured, in the order of their names in the inbox. */
export function capturedIn(report: Pick<RunReport, 'jobs'>): CapturedFile[] {
  return captureOf(report).outcomes.flatMap((outcome) =>
    // What an inbox captures is a file.
    outcome.status === 'captured' ? [outcome.period as CapturedFile] : [],
  );
}

/** Number of rows that a run landed of a job. */
export function rowsLanded(report: Pick<RunReport, 'jobs'>, job: Job): number {
  return reportOf(report, job).receipts.reduce(
    (sum, receipt) => sum + (receipt.status === 'landed' ? receipt.rows : 0),
    0,
  );
}
