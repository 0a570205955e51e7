import { describe, expect, it } from 'vitest';
import { parsePeriod, type TimedPeriod } from '../../../../lib/model/period.ts';
import type { Table } from '../../../../lib/model/table.ts';
import { aJob, anApi, captureOf, items, landedRows, offsetApi, parsedRows } from '../an-api.ts';

describe('the records of many pages', () => {
  it('are rows in their order, and each reject has the record of its position', async () => {
    const all = Array.from({ length: 2_500 }, (_, index) => {
      const id = index + 1;
      return id % 500 === 7 ? { id: `x${id}` } : { id, name: `n${id}` };
    });

    const { rows, rejects } = await landedRows(aJob(), offsetApi(all, { pageSize: 30 }));

    expect(rows).toEqual(all.filter(({ id }) => typeof id === 'number'));
    expect(rejects.map(({ position, row_json }) => [position, row_json])).toEqual(
      [7, 507, 1007, 1507, 2007].map((position) => [position, `{"id":"x${position}"}`]),
    );
  });
});

describe('pages that two periods have in common', () => {
  it('have rejects in the period of the records that do not fit, whichever is parsed first', async () => {
    const table: Table = {
      ...items,
      columns: [
        ...items.columns,
        { name: 'day', type: 'date', description: '', example: 'x', statistics: false },
      ],
    };
    const job = aJob({ table, incremental: { field: 'day' }, contract: { ceiling: 100 } });
    const shown = [
      { id: 1, day: '2026-11-20' },
      { id: 'x', day: '2026-11-21' },
    ];
    const raw = await captureOf(
      job,
      anApi(() => ({ body: { items: shown, total: 2 } })),
    );

    const [first, second] = [
      await parsedRows(job, raw, parsePeriod('2026-11-20') as TimedPeriod),
      await parsedRows(job, raw, parsePeriod('2026-11-21') as TimedPeriod),
    ];

    expect([first.rows.length, first.rejects.length]).toEqual([1, 0]);
    expect([second.rows.length, second.rejects.length]).toEqual([0, 1]);
  });
});
