import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { CellContent } from '../../../../lib/generate/sales/workbook/sheet-xml.ts';
import { type WorkbookStyle, workbook } from '../../../../lib/generate/sales/workbook/workbook.ts';
import { sha256 } from '../../../../lib/lake/sha256.ts';
import { DAY_MS, dayNumber } from '../../../../lib/model/calendar-date.ts';

const STYLE: WorkbookStyle = { sheet: 'Vendas', numbers: 'whole', days: 'serial' };

const DAY = dayNumber({ year: 2019, month: 1, day: 15 });

describe('a workbook', () => {
  it('is read by another program as it was written', async () => {
    const rows = [
      ['ID', 'A & B <c>', 'BOTICÁRIO', '"'],
      [4, 2.5, { day: DAY }, null],
    ];

    const { sheets } = await readXlsx(bytesOf(rows));

    expect(sheets.map(({ name }) => name)).toEqual(['Vendas']);
    expect(sheets[0]?.rows).toEqual([
      ['ID', 'A & B <c>', 'BOTICÁRIO', '"'],
      [4, 2.5, new Date(DAY * DAY_MS), null],
    ]);
  });

  it('writes numbers and days as serial numbers, whole or with a decimal place', () => {
    const rows = [[4, { day: DAY }, 2.5]];

    const whole = bytesOf(rows).toString();
    const decimal = bytesOf(rows, { ...STYLE, numbers: 'decimal' }).toString();

    expect(whole).toContain('<c r="A1"><v>4</v></c><c r="B1" s="1"><v>43480</v></c>');
    expect(decimal).toContain('<c r="A1"><v>4.0</v></c><c r="B1" s="1"><v>43480.0</v></c>');
    expect(decimal).toContain('<c r="C1"><v>2.5</v></c>');
  });

  it('can write days as text', async () => {
    const { sheets } = await readXlsx(bytesOf([[{ day: DAY }]], { ...STYLE, days: 'text' }));

    expect(sheets[0]?.rows).toEqual([['15/01/2019']]);
  });

  it('has each text once', () => {
    const text = bytesOf([
      ['A', 'B'],
      ['B', 'B'],
    ]).toString();

    expect(text).toContain('count="4" uniqueCount="2"><si><t>A</t></si><si><t>B</t></si></sst>');
  });

  it('has the same bytes on every machine', () => {
    const rows = [['A'], [1], [{ day: DAY }]];

    expect(sha256(bytesOf(rows))).toBe(
      '954066d673b74caf47d959ad68bf89ce5674ee51628a2118d7220821cd8464e7',
    );
  });

  it('keeps whatever rows there are, in order', async () => {
    const cell = fc.oneof(fc.integer(), fc.string({ unit: 'grapheme-ascii', minLength: 1 }));
    const table = fc.integer({ min: 1, max: 26 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 20,
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const { sheets } = await readXlsx(bytesOf(rows));

        expect(sheets[0]?.rows).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });

  it('is written in pieces when it is long, and read whole', async () => {
    const rows = Array.from({ length: 9_000 }, (_, row) => [row]);

    const { sheets } = await readXlsx(bytesOf(rows));

    expect([...workbook(rows, STYLE)].length).toBeGreaterThan(20);
    expect(sheets[0]?.rows).toEqual(rows);
  });
});

function bytesOf(rows: readonly (readonly CellContent[])[], style = STYLE): Buffer {
  return Buffer.concat([...workbook(rows, style)]);
}
