import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { generatedWorkbooks } from '../../../lib/generate/sales/generated-workbooks.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import type { SettingValues } from '../../../lib/model/settings.ts';
import { salesSettingsOf } from './some-sales.ts';

describe('the generated workbooks', () => {
  it('are three, named after years, with as many rows as they say', async () => {
    const files = await readFiles();

    expect(files.map(({ name }) => name)).toEqual([
      'base_2017.xlsx',
      'base_2018.xlsx',
      'base_2019.xlsx',
    ]);
    for (const { rows, table } of files) {
      expect(table[0]).toEqual(HEADER);
      expect(table).toHaveLength(rows + 1);
    }
    expect(files.map(({ rows }) => rows)).toEqual([1166, 1000, 1166]);
  });

  it('hold other years than their names say, but for the last', async () => {
    const files = await readFiles();

    const years = files.map(({ table }) => [...new Set(table.slice(1).map(yearOf))]);

    expect(years).toEqual([['2019'], ['2017'], ['2019']]);
  });

  it('have the same rows in the first and the last, but not the same bytes', async () => {
    const [first, , last] = await readFiles({ faults: 0.1 });

    expect(first?.table).toEqual(last?.table);
    expect(first?.sha256).not.toBe(last?.sha256);
  });

  it('differ in what their sheets are called and in how values are written', () => {
    const [first = '', second = '', last = ''] = generatedWorkbooks
      .files(salesSettingsOf())
      .map((file) => Buffer.concat([...file.bytes()]).toString());

    expect(first).toContain('<sheet name="Planilha1"');
    expect(first).toMatch(/<c r="E2" s="1"><v>43\d{3}\.0<\/v><\/c><c r="F2"><v>\d+\.0<\/v>/);
    expect(second).toContain('<sheet name="Base"');
    expect(second).toMatch(/<si><t>\d\d\/\d\d\/2017<\/t><\/si>/);
    expect(last).toContain('<sheet name="Vendas"');
    expect(last).toMatch(/<c r="E2" s="1"><v>43\d{3}<\/v><\/c><c r="F2"><v>\d+<\/v>/);
  });

  it('have the same bytes on every machine', async () => {
    const files = await readFiles();

    expect(files.map((file) => file.sha256)).toEqual([
      'acd322f98c7d4169388a2de59e2b63858acf6f3d738f4eb62e001a12fd05bce0',
      '2b589e1924c6163b64ae56ac2feae67247636e27233d95d2940843ca8f4e3fe3',
      '13d39c32ba32ee51f9dd4cf742fa74f1dfcff5b2dd15724da8a4fc2041d66194',
    ]);
  });

  it('are named after other years, and hold them, when asked', async () => {
    const files = await readFiles({ 'first-year': 2023, rows: 20 });

    expect(files.map(({ name }) => name)).toEqual([
      'base_2023.xlsx',
      'base_2024.xlsx',
      'base_2025.xlsx',
    ]);
    expect(files.map(({ table }) => yearOf(table[1] ?? []))).toEqual(['2025', '2023', '2025']);
  });
});

describe('the faults of the workbooks', () => {
  it('are off by default, and change no other row', async () => {
    const [, plain] = await readFiles();
    const [, faulty] = await readFiles({ faults: 0.05 });

    const changed = faulty?.table.filter(
      (row, index) => JSON.stringify(row) !== JSON.stringify(plain?.table[index]),
    );

    expect(plain?.table.slice(1).every(fits)).toBe(true);
    expect(changed?.length).toBeGreaterThan(30);
    expect(changed?.length).toBeLessThan(70);
    expect(changed?.some(fits)).toBe(false);
  });

  it('are of every kind', async () => {
    const [, faulty] = await readFiles({ rows: 2000, faults: 0.2 });

    const values = new Set(faulty?.table.flat());

    for (const value of [0, 21, 1.5, 'doze', null, 'MARCA NOVA', '#N/D', '31/02/2017']) {
      expect(values).toContain(value);
    }
  });
});

const HEADER = ['ID_MARCA', 'MARCA', 'ID_LINHA', 'LINHA', 'DATA_VENDA', 'QTD_VENDA'];

async function readFiles(given: SettingValues = {}) {
  return Promise.all(
    generatedWorkbooks.files(salesSettingsOf(given)).map(async ({ name, rows, bytes }) => {
      const content = Buffer.concat([...bytes()]);
      const { sheets } = await readXlsx(content);
      return { name, rows, table: sheets[0]?.rows ?? [], sha256: sha256(content) };
    }),
  );
}

/** The year of a sale, whose day is a date or text such as `15/01/2019`. */
function yearOf(row: readonly unknown[]): string {
  const day = row[4];
  return day instanceof Date ? day.toISOString().slice(0, 4) : String(day).slice(6);
}

/** Whether a row keeps the rules of the table, as the sheet has them. */
function fits([idBrand, brand, idLine, line, day, quantity]: readonly unknown[]): boolean {
  return (
    numberWithin(idBrand, 5) &&
    typeof brand === 'string' &&
    numberWithin(idLine, 5) &&
    typeof line === 'string' &&
    day !== null &&
    !String(day).startsWith('31/02') &&
    numberWithin(quantity, 20)
  );
}

function numberWithin(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
}
