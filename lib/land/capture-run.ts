import {
  type CapturedItem,
  type CaptureOptions,
  type CaptureOutcome,
  captureDue,
  type Keep,
} from '../capture/capture.ts';
import {
  type Connector,
  type Fetched,
  isSettling,
  type Settlement,
  type SettlingConnector,
} from '../capture/connector.ts';
import { keepFile } from '../capture/keep-file.ts';
import { keepPeriod } from '../capture/keep-period.ts';
import { HourlakeError } from '../errors.ts';
import { capturedPeriodKey, captureKey, rawFolder } from '../lake/raw-key.ts';
import { type Day, isTimed, type Period, type TimedPeriod } from '../model/period.ts';
import type { Answer } from '../model/source.ts';
import type { Store } from '../stores/store.ts';
import type { LakeJob } from './lake-jobs.ts';
import type { CaptureReport } from './report.ts';

/** What a run captures for one job. */
export interface CaptureRunInput {
  readonly store: Store;
  readonly connector: Connector;
  readonly opened: LakeJob;
  /** The day (UTC) of the run. */
  readonly today: Day;
  /** Periods of time that are to be captured, oldest first. */
  readonly wanted: readonly TimedPeriod[];
}

/** The captures of one job in one run: first what is due is captured, and at the end it is settled. */
export class CaptureRun {
  readonly #input: CaptureRunInput;
  #outcomes: readonly CaptureOutcome[] = [];
  #items: readonly CapturedItem[] = [];

  constructor(input: CaptureRunInput) {
    this.#input = input;
  }

  /** The periods and files that were due and are in the lake now. */
  get periods(): readonly Period[] {
    return this.#items.map(({ period }) => period);
  }

  /** The answer of a database for a period; `undefined` where the lake has the capture. */
  answerFor(period: Period): Answer | undefined {
    const from = this.#items.find((item) => item.period === period)?.from;
    return from !== undefined && 'rows' in from ? from : undefined;
  }

  /** Wanted periods that were not captured because the run was asked to end. */
  get notBegun(): readonly TimedPeriod[] {
    const done = this.#outcomes.filter(({ status }) => status !== 'waits').map(({ item }) => item);
    return this.#input.wanted.filter((period) => !done.includes(period));
  }

  /** @throws StoreError when the place cannot be listed. */
  async capture(options: Omit<CaptureOptions, 'wanted'>): Promise<void> {
    const { connector, wanted } = this.#input;
    const { outcomes, items } = await captureDue(connector, this.#keep, { ...options, wanted });
    this.#outcomes = outcomes;
    this.#items = items;
  }

  readonly #keep: Keep = (fetched) => {
    const { store, opened, today } = this.#input;
    const { job, source } = opened;
    if (isTimed(fetched.period)) return keepPeriod({ store, job: job.name }, fetched);
    const check = async (file: Fetched) => (await source.checkCapture?.(file)) ?? [];
    return keepFile({ store, job: job.name, today, check }, fetched);
  };

  /**
   * Settles the items whose rows are in the lake; the others are left to the next run.
   *
   * @param isThere whether all rows of a capture are in the lake
   */
  async settle(isThere: (period: Period) => boolean): Promise<CaptureReport> {
    const { connector } = this.#input;
    const report = { place: connector.name, outcomes: this.#outcomes };
    if (!isSettling(connector)) return { ...report, settled: undefined };
    const settled = new Map<string, Settlement | HourlakeError>();
    for (const captured of this.#items) {
      if (!isThere(captured.period)) continue;
      settled.set(captured.item.name, await settle(connector, captured));
    }
    return { ...report, settled };
  }
}

async function settle(
  connector: SettlingConnector,
  { item, from }: CapturedItem,
): Promise<Settlement | HourlakeError> {
  if (!('sha256' in from)) throw new TypeError('A database answers, and has nothing to settle');
  try {
    return await connector.settle(item, from);
  } catch (error) {
    if (error instanceof HourlakeError) return error;
    throw error;
  }
}

/**
 * Waits until a capture would survive a power loss. No row is made from it before, because another run may have
 * captured it and died.
 *
 * @param job name of the job that captured it
 */
export async function persistCapture(store: Store, job: string, period: Period): Promise<void> {
  if (store.persist === undefined) return;
  if (isTimed(period)) return store.persist(capturedPeriodKey(job, period));
  for await (const key of store.list(rawFolder(job, period))) {
    await store.persist(captureKey(job, period));
    await store.persist(key);
  }
}
