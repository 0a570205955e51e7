import { capturedPeriodName } from '../../lake/raw-key.ts';
import { sha256 } from '../../lake/sha256.ts';
import type { TimedPeriod } from '../../model/period.ts';
import type { Connector, DueItem, FetchResult } from '../connector.ts';
import { askInTime } from './pages/ask-in-time.ts';
import { type CapturePagesOptions, capturePages } from './pages/capture-pages.ts';
import type { RestData } from './rest-data.ts';

/** A period of an API. */
export interface DuePeriod extends DueItem {
  readonly period: TimedPeriod;
}

/** What a connector to an API needs. */
export interface RestConnectorOptions extends CapturePagesOptions {
  /** Name of the job that captures. */
  readonly job: string;
  readonly data: RestData;
}

/** The connector to a paged API. Each wanted period is due. */
export class RestConnector implements Connector<DuePeriod> {
  readonly name: string;
  readonly #options: RestConnectorOptions;

  constructor(options: RestConnectorOptions) {
    this.name = options.data.api.baseUrl;
    this.#options = options;
  }

  async discover(wanted: readonly TimedPeriod[]): Promise<readonly DuePeriod[]> {
    return wanted.map((period) => ({ name: period, period }));
  }

  async fetch({ period }: DuePeriod): Promise<FetchResult> {
    const { job, data, ask: askAnyTime, signal } = this.#options;
    const ask = data.incremental === undefined ? askInTime(askAnyTime, period) : askAnyTime;
    try {
      const bytes = await capturePages(data, period, { ...this.#options, ask });
      const name = capturedPeriodName(job, period);
      return { kind: 'fetched', fetched: { period, name, bytes, sha256: sha256(bytes) } };
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      return { kind: 'waits', reason: 'The run ended before all pages were read.' };
    }
  }
}
