import type { Job } from '../../lib/model/job.ts';
import { isTimed, periodIndex } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';

const hoursSince: Table = {
  name: 'hours_since',
  description: 'How old the lake is',
  columns: [
    {
      name: 'horas',
      type: 'integer',
      description: 'Hours since the beginning',
      example: '3',
      statistics: false,
    },
  ],
};

/** Each hour has one row: the hours since the time of its job began. */
export const hoursSinceKind: SourceKind<Record<never, never>> = {
  kind: 'hours-since',
  settings: {},
  needsSince: true,
  open: ({ since, table, inputs: [input] }) => ({
    table,
    grain: 'hour',
    facts: { generator: 'hours-since/1', since: since ?? '' },
    readsInputs: false,
    inputs: (period) => (input === undefined ? [] : [{ job: input.job, period }]),
    *batches(period) {
      if (since === undefined || !isTimed(period))
        throw new TypeError('a lake without a beginning');
      yield { horas: [periodIndex(period) - periodIndex(since)] };
    },
  }),
};

/** A job whose rows depend on where its time begins. */
export const hours: Job = {
  name: 'hours-since',
  table: hoursSince,
  grain: 'hour',
  layer: 'landing',
  source: { kind: hoursSinceKind.kind },
};

/** Another one, over the first. */
export const hoursAgain: Job = {
  ...hours,
  name: 'hours-again',
  table: { ...hoursSince, name: 'hours_again' },
  inputs: [hours.name],
};
