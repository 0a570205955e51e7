import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedWorkbooks } from '../../lib/generate/sales/generated-workbooks.ts';
import { generatedSales, type SoldFile } from '../engines/landed-sales.ts';
import { salesSettingsOf } from '../generate/sales/some-sales.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { python } from './examples.ts';

const OPENPYXL = `
import json, sys
import openpyxl

for name in sys.argv[1:]:
    sheet = openpyxl.load_workbook(name, read_only=True).active
    _, *rows = sheet.iter_rows(values_only=True)
    print(json.dumps([[str(value) for value in row] for row in rows]))
`;

const DUCKDB = `
import json, pathlib, sys
import duckdb, duckdb_extension_excel

package = pathlib.Path(duckdb_extension_excel.__file__).parent
database = duckdb.connect(config={'allow_unsigned_extensions': True})
database.execute(f"LOAD '{next(package.rglob('excel.duckdb_extension'))}'")
for name in sys.argv[1:]:
    rows = database.execute('SELECT * FROM read_xlsx(?)', [name]).fetchall()
    print(json.dumps([[str(value) for value in row] for row in rows]))
`;

describe('the generated workbooks', () => {
  it.each([
    ['openpyxl', OPENPYXL],
    ['DuckDB', DUCKDB],
  ])('are read by %s as they are by hucre', async (_, code) => {
    const folder = await temporaryFolder();
    const files = generatedWorkbooks.files(salesSettingsOf());
    for (const { name, bytes } of files) await writeFile(join(folder, name), [...bytes()]);
    const names = files.map(({ name }) => name);

    const lines = (await python(code, names, folder)).trim().split('\n');

    const read = lines.map((line) => JSON.parse(line).map(plainRow));
    expect(read).toEqual((await generatedSales()).map(rowsOf));
  });
});

/** A row as Python prints it: numbers may have a decimal place, and days a time or another order. */
function plainRow(row: readonly string[]): string[] {
  return row.map((value) =>
    value
      .replace(/^(\d+)\.0$/, '$1')
      .replace(/ 00:00:00$/, '')
      .replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1'),
  );
}

function rowsOf({ rows }: SoldFile): string[][] {
  return rows.map(({ id_marca, marca, id_linha, linha, data_venda, qtd_venda }) =>
    [id_marca, marca, id_linha, linha, data_venda, qtd_venda].map(String),
  );
}
