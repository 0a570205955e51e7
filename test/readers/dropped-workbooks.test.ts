import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CellFault, DateCell, type RawValue } from '../../lib/model/raw-rows.ts';
import { faultOf, headerWith, readRows } from '../sheets/read-all.ts';
import { python } from './examples.ts';

const header = headerWith('ID', 'MARCA', 'DATA', 'VALOR', 'ATIVO');

/** The rows of each workbook that can be read, as Python says: the position first, then the values. */
let rowsByName: Readonly<Record<string, unknown>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  await writeFile(join(folder, 'vbaProject.bin'), 'a part that is never opened');
  const code = readFileSync('test/readers/write_workbooks.py', 'utf8');
  rowsByName = JSON.parse(await python(code, ['vbaProject.bin'], folder));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function bytesOf(name: string): Promise<Buffer> {
  return readFile(join(folder, name));
}

describe('workbooks of openpyxl and XlsxWriter', () => {
  it.each([
    'openpyxl.xlsx',
    'openpyxl-streamed.xlsx',
    'openpyxl-iso-dates.xlsx',
    'xlsxwriter.xlsx',
    'xlsxwriter-inline.xlsx',
    'xlsxwriter-zip64.xlsx',
    'title.xlsx',
    'odd-cells.xlsx',
    'formulas.xlsx',
    'several.xlsx',
  ])('are read as they were written: %s', async (name) => {
    const rows = await readRows(await bytesOf(name), { header });

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ position, row }) => [position, ...Object.values(row).map(plain)])).toEqual(
      rowsByName[name],
    );
  });

  it.each([
    ['uncalculated.xlsx', 'got no result in column D of row 2'],
    ['1904.xlsx', 'got the 1904 date system'],
    ['merged-header.xlsx', 'got the merged cells E1:F1'],
    ['two-rows-of-names.xlsx', 'without a name in column F of row 2'],
    ['macros.xlsm', 'got a workbook with macros'],
    ['password.xlsx', 'got a workbook with a password'],
  ])('are refused: %s', async (name, got) => {
    expect((await faultOf(await bytesOf(name), { name, header })).message).toContain(got);
  });
});

/** A value as Python printed it. */
function plain(value: RawValue): unknown {
  if (value instanceof DateCell) return { date: value.toJSON() };
  if (value instanceof CellFault) return { fault: value.text };
  return value;
}
