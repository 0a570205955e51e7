import type { Connector } from '../../lib/capture/connector.ts';
import { rejectsTable } from '../../lib/contract/rejects-table.ts';
import { CaptureError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Job } from '../../lib/model/job.ts';
import type { Period, TimedPeriod } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import { accountsADay } from './accounts-a-day.ts';

/** A job that captures a number a day, from an outside that shows only that of today. */
export const rates: Job = {
  name: 'rates',
  table: { ...accountsADay, name: 'rates' },
  grain: 'day',
  layer: 'landing',
  captures: 'snapshot',
  source: { kind: 'rates' },
};

/** The job of what does not fit {@link rates}: nothing. */
export const ratesRejects: Job = {
  name: 'rates-rejects',
  table: rejectsTable(rates.table),
  grain: 'day',
  layer: 'rejects',
  inputs: ['rates'],
  source: { kind: 'rates-rejects' },
};

/** The kinds of source of both jobs. */
export const ratesKinds: readonly SourceKind[] = [
  {
    kind: 'rates',
    settings: {},
    open: ({ table }) => ({
      table,
      grain: 'day',
      facts: { generator: 'rates/1' },
      inputs: (period) => [{ job: 'rates', period, part: 'raw' }],
      async *batches(period, read) {
        const rate = new TextDecoder().decode(await read({ job: 'rates', period, part: 'raw' }));
        yield { hora: [rate], contas: [1], sha256: [''] };
      },
    }),
  },
  {
    kind: 'rates-rejects',
    settings: {},
    open: ({ table }) => ({
      table,
      grain: 'day',
      facts: { generator: 'rates-rejects/1' },
      inputs: (period) => [
        { job: 'rates', period },
        { job: 'rates', period, part: 'raw' },
      ],
      batches: () => [],
    }),
  },
];

/** An outside that counts how often it was asked. */
export interface RatesOutside {
  /** What it shows; `undefined`: it cannot be reached. */
  rate: string | undefined;
  /** The periods that were asked for. */
  readonly asked: Period[];
  connect(): Connector;
}

/** A new outside. */
export function ratesOutside(rate: string | undefined): RatesOutside {
  const asked: Period[] = [];
  return {
    rate,
    asked,
    connect() {
      return {
        name: 'http://rates',
        discover: async (wanted) => wanted.map((name) => ({ name })),
        fetch: async ({ name }) => {
          asked.push(name as TimedPeriod);
          if (this.rate === undefined) {
            throw new CaptureError({ expected: 'an answer', got: 'none', advice: 'Wait.' });
          }
          const bytes = new TextEncoder().encode(this.rate);
          const period = name as TimedPeriod;
          return { kind: 'fetched', fetched: { period, name, bytes, sha256: sha256(bytes) } };
        },
      };
    },
  };
}
