import { readXlsx, writeXlsx, XlsxStreamWriter } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { DateCell } from '../../lib/model/raw-rows.ts';
import { readSheetFile } from '../../lib/sheets/read-sheet-file.ts';
import { headerWith, readAll, readRows } from './read-all.ts';

const columns = ['ID_MARCA', 'MARCA', 'DATA_VENDA', 'QTD_VENDA', 'PROMOCAO'];
const header = headerWith(...columns);

const sales = [
  [1, 'BOTICÁRIO', new Date(Date.UTC(2019, 0, 15)), 4, true],
  [2, ' P&D <"teste"> ', new Date(Date.UTC(2019, 11, 31, 23, 59, 58)), 0.1, false],
  [3, 'fim', new Date(Date.UTC(1900, 0, 1)), -1e-7, null],
  [4, 'linha\nquebrada 😀', null, 123456789012345, true],
];

/** What the cells are to be read as. */
const expected = sales.map(([id, brand, day, quantity, promotion], index) => ({
  position: index + 2,
  row: {
    ID_MARCA: id,
    MARCA: brand,
    DATA_VENDA: day instanceof Date ? new DateCell(day.getTime()) : null,
    QTD_VENDA: quantity,
    PROMOCAO: promotion,
  },
}));

describe('a workbook of hucre', () => {
  it('is read as it was written', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Plan1', rows: [columns, ...sales] }] });

    expect(await readRows(bytes, { header })).toEqual(expected);
  });

  it('is read as it was streamed', async () => {
    const writer = new XlsxStreamWriter({ name: 'Plan1' });
    for (const row of [columns, ...sales]) writer.addRow(row);

    expect(await readRows(await writer.finish(), { header })).toEqual(expected);
  });

  it('has the rows that hucre reads', async () => {
    const rows = Array.from({ length: 9000 }, (_, row) => [
      row,
      `marca ${row % 7}`,
      new Date(Date.UTC(2019, 0, 1 + row)),
      row / 8,
      row % 2 === 0,
    ]);
    const bytes = await writeXlsx({ sheets: [{ name: 'Plan1', rows: [columns, ...rows] }] });

    const read = await readRows(bytes, { header });

    const { sheets } = await readXlsx(bytes);
    const ours = read.map(({ row }) =>
      Object.values(row).map((value) =>
        value instanceof DateCell ? new Date(value.milliseconds) : value,
      ),
    );
    expect(ours).toEqual(sheets[0]?.rows.slice(1));
  });

  it('has several sheets', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'janeiro', rows: [columns, ...sales] },
        { name: 'fevereiro', rows: [['Vendas'], [], columns, ...sales] },
      ],
    });

    const { sheets, told } = await readAll(bytes, { header, sheets: 'all' });

    expect(sheets.map(({ name, rows }) => [name, rows.length, rows[0]?.position])).toEqual([
      ['janeiro', 4, 2],
      ['fevereiro', 4, 4],
    ]);
    expect(told).toEqual([
      'The header of sheet "janeiro" is in row 1.',
      'The header of sheet "fevereiro" is in row 3; 1 row above it skipped.',
    ]);
  });
});

describe('readSheetFile', () => {
  it('reads nothing of a sheet before its rows are asked for', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Plan1', rows: [['no header']] }] });

    const { format, sheets } = await readSheetFile({ name: 'a.xlsx', bytes, header });

    expect(format).toBe('xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['Plan1']);
  });

  it('can be left in the middle of a sheet', async () => {
    const rows = Array.from({ length: 20_000 }, (_, row) => [row, 'VULT', null, 1, true]);
    const bytes = await writeXlsx({ sheets: [{ name: 'Plan1', rows: [columns, ...rows] }] });
    const { sheets } = await readSheetFile({ name: 'a.xlsx', bytes, header });

    let read = 0;
    for await (const chunk of sheets[0]?.rows ?? []) {
      read += chunk.length;
      break;
    }

    expect(read).toBe(4096);
  });
});
