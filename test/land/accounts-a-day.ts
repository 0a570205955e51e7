import { sha256 } from '../../lib/lake/sha256.ts';
import type { Job } from '../../lib/model/job.ts';
import { partitionOf } from '../../lib/model/partition.ts';
import { type Day, isTimed, type Period, periodAt, periodsWithin } from '../../lib/model/period.ts';
import { settingsAsText, wholeNumberSetting } from '../../lib/model/settings.ts';
import type { InputObject, SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';
import { readParquetFooter } from '../../lib/parquet/parquet-footer.ts';
import { fakeAccounts } from './fake-accounts.ts';

/** One row for each hour of a day: what its object is. */
export const accountsADay: Table = {
  name: 'accounts_a_day',
  description: 'The hours of a day',
  columns: [
    {
      name: 'hora',
      type: 'string',
      description: 'Hour of the day',
      example: '13',
      statistics: false,
    },
    {
      name: 'contas',
      type: 'integer',
      description: 'Rows of the hour',
      example: '20',
      statistics: false,
    },
    {
      name: 'sha256',
      type: 'string',
      description: 'SHA-256 of the object of the hour',
      example: '3f9a0c51d2e7',
      statistics: false,
    },
  ],
};

const settings = {
  'least-accounts': wholeNumberSetting({
    description: 'Hours with fewer accounts are left out',
    example: '10',
    default: 0,
    min: 0,
    max: 1000,
  }),
} as const;

/** Makes a day from the objects of its 24 hours: a bit that changes in one of them changes the day. */
export const accountsADayKind: SourceKind<typeof settings> = {
  kind: 'accounts-a-day',
  settings,
  open({ settings: values, inputs: [input] }) {
    const inputs = (period: Period): InputObject[] =>
      isTimed(period)
        ? periodsWithin(period, 'hour').map((hour) => ({
            job: input?.job ?? fakeAccounts.name,
            period: hour,
          }))
        : [];
    return {
      table: accountsADay,
      grain: 'day',
      facts: { generator: 'accounts-a-day/1', ...settingsAsText(values) },
      inputs,
      async *batches(period, read) {
        const hours: { hora: string; contas: number; sha256: string }[] = [];
        for (const object of inputs(period)) {
          const bytes = await read(object);
          const { rows } = await readParquetFooter(bytes.length, async (offset, length) =>
            bytes.subarray(offset, offset + length),
          );
          const { hour = '' } = partitionOf(object.period);
          hours.push({ hora: hour, contas: rows, sha256: sha256(bytes) });
        }
        const kept = hours.filter(({ contas }) => contas >= values['least-accounts']);
        if (kept.length === 0) return;
        yield {
          hora: kept.map(({ hora }) => hora),
          contas: kept.map(({ contas }) => contas),
          sha256: kept.map((hour) => hour.sha256),
        };
      },
    };
  },
};

/** A daily job over the hourly one. */
export const accountsOfDays: Job = {
  name: 'accounts-a-day',
  table: accountsADay,
  grain: 'day',
  layer: 'landing',
  source: { kind: accountsADayKind.kind },
  inputs: [fakeAccounts.name],
};

/** The day that a text is, such as `2026-11-20`. */
export function dayOf(text: string): Day {
  return periodAt('day', Date.parse(`${text}T00:00:00Z`));
}
