import { type Price, priceText } from '../../lib/capture/bigquery/query/price.ts';
import type { RunOptions } from '../../lib/land/run-options.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period } from '../../lib/model/period.ts';
import type { Context } from '../context.ts';
import { counted, grouped } from './numbers.ts';
import { type PageProgress, showPages } from './page-progress.ts';
import { type Progress, showProgress } from './progress.ts';

/** What a run tells while it goes on. */
type Told = Required<Pick<RunOptions, 'onPlan' | 'onDue' | 'onCapture' | 'onReceipt' | 'onSweep'>>;

/** Shows how far a run has come: the captures of a job first, then its periods. */
export class RunProgress {
  readonly #context: Pick<Context, 'progress' | 'now'>;
  #shown: Progress | undefined;
  #pages: PageProgress | undefined;

  constructor(context: Pick<Context, 'progress' | 'now'>) {
    this.#context = context;
  }

  /** To be given to the run. */
  readonly told: Told = {
    onPlan: ({ name, grain }, { missing }) => this.#show(name, grain, missing.length),
    onDue: (job, items) => {
      // How many pages a period has is not known: they are counted as they come.
      if (job.captures === undefined) this.#show(`${job.name} inbox`, 'file', items);
      else this.stop();
    },
    onCapture: (job, { item, status }) => {
      this.#pages?.stop();
      this.#pages = undefined;
      if (job.captures === undefined) this.#shown?.advance(0, `${item} ${status}`);
      else this.#context.progress.write(`${job.name} ${item}: ${status}\n`);
    },
    onReceipt: (_, receipt) => {
      const failed = receipt.status === 'failed';
      const rows = failed ? 0 : (receipt.rows ?? 0);
      const what = failed ? receipt.error.message : counted(rows, 'row');
      this.#shown?.advance(rows, `${receipt.period} ${receipt.status}, ${what}`);
    },
    onSweep: (leftovers) => {
      if (leftovers === 0) return;
      this.#context.progress.write(`${counted(leftovers, 'leftover')} of killed runs removed.\n`);
    },
  };

  /** A page of an API was read for a job. */
  page({ name }: Job, records: number): void {
    this.#pages ??= showPages(this.#context.progress, name);
    this.#pages.add(records);
  }

  /** What a period of a job costs to read, before it is read. */
  price({ name }: Job, period: Period, price: Price): void {
    this.#context.progress.write(`${name} ${period}: ${priceText(price)}\n`);
  }

  /** A page of the rows of a period was read. */
  rows(period: Period, rows: number, totalRows: number): void {
    this.#shown?.tell(`${period}: ${grouped(rows)} of ${counted(totalRows, 'row')}`);
  }

  stop(): void {
    this.#pages?.stop();
    this.#shown?.stop();
    [this.#pages, this.#shown] = [undefined, undefined];
  }

  #show(label: string, unit: string, total: number): void {
    this.stop();
    const { progress, now } = this.#context;
    this.#shown = showProgress(progress, { label, unit, total, now });
  }
}
