import { InputError } from '../../lib/errors.ts';
import { sha256 } from '../../lib/lake/sha256.ts';
import type { Batch } from '../../lib/model/batch.ts';
import type { Job } from '../../lib/model/job.ts';
import { isTimed, type Period, periodsWithin } from '../../lib/model/period.ts';
import type { InputObject, ReadInput, Source, SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';
import { readParquetFooter } from '../../lib/parquet/parquet-footer.ts';
import { fakeAccounts } from './fake-accounts.ts';

const table: Table = {
  name: 'daily_digest',
  description: 'The objects that the hours of a day landed as, one row per hour',
  columns: [
    {
      name: 'hora',
      type: 'string',
      description: 'The hour in UTC',
      example: '2026-11-20T13',
      statistics: false,
    },
    {
      name: 'linhas',
      type: 'integer',
      description: 'Rows that its footer states',
      example: '600',
      statistics: false,
    },
    {
      name: 'bytes',
      type: 'integer',
      description: 'Size of its object',
      example: '70123',
      statistics: false,
    },
    {
      name: 'sha256',
      type: 'string',
      description: 'SHA-256 of its object, in lower-case hexadecimal',
      example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      statistics: false,
    },
  ],
};

/** A daily job whose rows depend on every byte of the 24 hourly objects of its input. */
export const dailyDigest: Job = {
  name: 'daily-digest',
  table,
  grain: 'day',
  layer: 'landing',
  source: { kind: 'daily-digest' },
  inputs: [fakeAccounts.name],
};

/** The kind of source that reads the hours of a day. */
export const dailyDigestKind: SourceKind<Record<never, never>> = {
  kind: 'daily-digest',
  settings: {},
  open({ inputs: [hourly] }) {
    if (hourly !== undefined) return digestOf(hourly.job);
    throw new InputError({
      expected: 'a daily digest to have an hourly job as its input',
      got: 'no input',
      advice: 'Name the hourly job in its inputs.',
    });
  },
};

function digestOf(job: string): Source {
  const inputs = (period: Period) => hoursOf(job, period);
  return {
    table,
    grain: 'day',
    facts: { generator: 'daily-digest/1' },
    inputs,
    async *batches(period, read) {
      yield await batchOf(inputs(period), read);
    },
  };
}

function hoursOf(job: string, day: Period): InputObject[] {
  if (!isTimed(day)) throw new TypeError(`${day} is not a day`);
  return periodsWithin(day, 'hour').map((period) => ({ job, period }));
}

async function batchOf(hours: readonly InputObject[], read: ReadInput): Promise<Batch> {
  const [rows, sizes, digests]: [number[], number[], string[]] = [[], [], []];
  for (const hour of hours) {
    const bytes = await read(hour);
    const footer = await readParquetFooter(bytes.length, async (offset, length) =>
      bytes.subarray(offset, offset + length),
    );
    rows.push(footer.rows);
    sizes.push(bytes.length);
    digests.push(sha256(bytes));
  }
  return { hora: hours.map(({ period }) => period), linhas: rows, bytes: sizes, sha256: digests };
}
