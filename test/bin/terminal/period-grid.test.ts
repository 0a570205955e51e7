import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, drawPeriodGrid, gridLegend } from '../../../bin/terminal/period-grid.ts';
import {
  addPeriods,
  isTimed,
  parseHour,
  parsePeriod,
  periodFromIndex,
  periodRange,
  type TimedPeriod,
} from '../../../lib/model/period.ts';

describe('drawPeriodGrid', () => {
  it('draws a line for each day, a sign for each hour, and a gap after every six', () => {
    const drawn = drawPeriodGrid(
      'hour',
      cellsOf({
        '2026-11-20T22': 600,
        '2026-11-20T23': 300,
        '2026-11-21T00': 'corrupt',
        '2026-11-21T02': 0,
        '2026-11-21T03': 'unreadable',
      }),
      periodRange(parseHour('2026-11-20T21'), parseHour('2026-11-21T07')),
    );

    expect(drawn.split('\n')).toEqual([
      '            00     06     12     18',
      `2026-11-20  ${' '.repeat(24)}·█▅`,
      '2026-11-21  ✗·▁?·· ·',
    ]);
  });

  it('draws a whole day from 00 to 23', () => {
    const cells = Object.fromEntries(
      Array.from({ length: 24 }, (_, hour) => [
        `2026-11-20T${String(hour).padStart(2, '0')}`,
        hour,
      ]),
    );

    const drawn = drawPeriodGrid(
      'hour',
      cellsOf(cells),
      periodRange(parseHour('2026-11-20T00'), parseHour('2026-11-21T00')),
    );

    expect(drawn.split('\n')[1]).toBe('2026-11-20  ▁▁▁▂▂▂ ▃▃▃▄▄▄ ▅▅▅▆▆▆ ▇▇▇███');
  });

  it('draws days in a line for each month, with a gap after every five', () => {
    const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-11-06', '2026-11-07'];
    const cells = cellsOf({ '2026-10-31': 4, '2026-11-01': 8, '2026-11-06': 'waiting' });

    const drawn = drawPeriodGrid('day', cells, days.map(parsePeriod).filter(isTimed));

    expect(drawn.split('\n')).toEqual([
      '         01    06    11    16    21    26',
      `2026-10  ${' '.repeat(34)}· ▅`,
      '2026-11  █     …·',
    ]);
  });

  it('draws the last hour of the range, and none after it', () => {
    const hour = parseHour('2026-11-20T00');

    const drawn = drawPeriodGrid('hour', cellsOf({ '2026-11-20T00': 5, '2026-11-20T01': 5 }), [
      hour,
    ]);

    expect(drawn.split('\n').slice(1)).toEqual(['2026-11-20  █']);
  });

  it('draws hours without rows as low as can be, not as missing', () => {
    const hour = parseHour('2026-11-20T00');

    const drawn = drawPeriodGrid('hour', cellsOf({ '2026-11-20T00': 0 }), [hour]);

    expect(drawn.split('\n')[1]).toBe('2026-11-20  ▁');
  });

  it('has one sign for each hour of the range, the higher the more rows', () => {
    const starts = fc
      .integer({ min: 400_000, max: 600_000 })
      .map((index) => periodFromIndex('hour', index));
    const counts = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(starts, counts, (from, rows) => {
        const cells = new Map(rows.map((count, offset) => [addPeriods(from, offset), count]));

        const lines = drawPeriodGrid('hour', cells, [...cells.keys()]).split('\n');

        const signs = [
          ...lines
            .slice(1)
            .map((line) => line.slice(12))
            .join(''),
        ].filter((sign) => sign !== ' ');
        const rising = rows
          .map((count, offset) => ({ count, sign: signs[offset] }))
          .toSorted((one, other) => one.count - other.count)
          .map(({ sign }) => sign);
        expect(signs).toHaveLength(rows.length);
        expect(rising.at(-1)).toBe('█');
        expect(rising).toEqual(rising.toSorted());
      }),
    );
  });
});

describe('gridLegend', () => {
  it('explains every sign that is drawn', () => {
    expect(gridLegend('hour')).toBe(
      '▁ to █ rows of the hour   · missing   ✗ corrupt   ? unreadable',
    );
    expect(gridLegend('day', { waits: true })).toBe(
      '▁ to █ rows of the day   · missing   … waiting for its inputs   ✗ corrupt   ? unreadable',
    );
  });
});

function cellsOf(cells: Readonly<Record<string, Cell>>): Map<TimedPeriod, Cell> {
  const entries = Object.entries(cells).map(([text, cell]): [TimedPeriod, Cell][] => {
    const period = parsePeriod(text);
    return isTimed(period) ? [[period, cell]] : [];
  });
  return new Map(entries.flat());
}
