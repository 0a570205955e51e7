import type { Job } from '../../lib/model/job.ts';
import { isTimed, periodStart } from '../../lib/model/period.ts';
import type { SourceKind } from '../../lib/model/source.ts';
import type { Table } from '../../lib/model/table.ts';

const table: Table = {
  name: 'calendar',
  description: 'Days, one row each',
  columns: [
    {
      name: 'dia_da_semana',
      type: 'integer',
      description: 'Day of the week, from 0 for Sunday',
      example: '5',
      statistics: false,
    },
  ],
};

/**
 * A daily job without inputs. It is due later than the others and shares nothing with them except
 * the lake, so that a failure of one shows whether the other is affected.
 */
export const calendar: Job = {
  name: 'calendar',
  table,
  grain: 'day',
  layer: 'landing',
  source: { kind: 'calendar' },
  latenessMinutes: 90,
};

/** The kind of source that lists days. */
export const calendarKind: SourceKind<Record<never, never>> = {
  kind: 'calendar',
  settings: {},
  open: () => ({
    table,
    grain: 'day',
    facts: { generator: 'calendar/1' },
    batches(day) {
      if (!isTimed(day)) throw new TypeError(`${day} is not a day`);
      return [{ dia_da_semana: [new Date(periodStart(day)).getUTCDay()] }];
    },
  }),
};
