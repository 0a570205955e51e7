import {
  type CapturedItem,
  type CaptureOptions,
  type CaptureOutcome,
  captureDue,
} from '../capture/capture.ts';
import {
  type Connector,
  isSettling,
  type Settlement,
  type SettlingConnector,
} from '../capture/connector.ts';
import { HourlakeError } from '../errors.ts';
import { captureKey, rawFolder } from '../lake/raw-key.ts';
import type { Day, Period } from '../model/period.ts';
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
}

/** The captures of one job in one run: first what is due is captured, and at the end it is settled. */
export class CaptureRun {
  readonly #input: CaptureRunInput;
  #outcomes: readonly CaptureOutcome[] = [];
  #items: readonly CapturedItem[] = [];

  constructor(input: CaptureRunInput) {
    this.#input = input;
  }

  /** What is in the lake now of what was due. */
  get periods(): readonly Period[] {
    return this.#items.map(({ fetched }) => fetched.period);
  }

  /** @throws StoreError when the place cannot be listed. */
  async capture(options: CaptureOptions): Promise<void> {
    const { store, connector, opened, today } = this.#input;
    const check = async ({ name, bytes }: { name: string; bytes: Uint8Array }) =>
      (await opened.source.checkCapture?.({ name, bytes })) ?? [];
    const target = { store, job: opened.job.name, today, check };
    const { outcomes, items } = await captureDue(connector, target, options);
    this.#outcomes = outcomes;
    this.#items = items;
  }

  /**
   * Settles the items whose rows are in the lake; the others are left to the next run.
   *
   * @param isThere whether all rows of a capture are in the lake
   */
  async settle(isThere: (period: Period) => boolean): Promise<CaptureReport> {
    const { connector } = this.#input;
    const settled = new Map<string, Settlement | HourlakeError>();
    for (const captured of this.#items) {
      if (!isSettling(connector) || !isThere(captured.fetched.period)) continue;
      settled.set(captured.item.name, await settle(connector, captured));
    }
    return { place: connector.name, outcomes: this.#outcomes, settled };
  }
}

async function settle(
  connector: SettlingConnector,
  { item, fetched }: CapturedItem,
): Promise<Settlement | HourlakeError> {
  try {
    return await connector.settle(item, fetched);
  } catch (error) {
    if (error instanceof HourlakeError) return error;
    throw error;
  }
}

/**
 * Returns when a capture would survive a loss of power: no row is made of it before. Another run may have
 * captured it, and died.
 *
 * @param job name of the job that captured it
 */
export async function persistCapture(store: Store, job: string, file: Period): Promise<void> {
  if (store.persist === undefined) return;
  for await (const key of store.list(rawFolder(job, file))) {
    await store.persist(captureKey(job, file));
    await store.persist(key);
  }
}
