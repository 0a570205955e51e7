import { describe, expect, it } from 'vitest';
import { CellFault, DateCell } from '../../../lib/model/raw-rows.ts';
import { readSheetFile } from '../../../lib/sheets/read-sheet-file.ts';
import { faultOf, headerWith, readAll, readRows } from '../read-all.ts';
import {
  sharedStringsXml,
  textRow,
  workbookOf,
  workbookXml,
  worksheetXml,
} from '../workbook-of.ts';

const header = textRow(1, 'ID', 'MARCA');

/** The value in column MARCA of a row with this cell in it. */
async function valueOfCell(cell: string, sharedStrings?: string): Promise<unknown> {
  const parts = sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': sharedStrings };
  const rows = await readRows(
    workbookOf(`${header}<row r="2"><c><v>1</v></c>${cell}</row>`, parts),
  );
  return rows[0]?.row.MARCA;
}

describe('a cell', () => {
  it.each([
    ['a number', '<c r="B2"><v>4</v></c>', 4],
    ['4.0', '<c r="B2"><v>4.0</v></c>', 4],
    ['a number with seventeen digits', '<c r="B2"><v>0.10000000000000001</v></c>', 0.1],
    ['a number with an exponent', '<c r="B2" t="n"><v>1.5E-3</v></c>', 0.0015],
    ['a serial date without a style', '<c r="B2"><v>43480</v></c>', 43480],
    ['a text', '<c r="B2" t="inlineStr"><is><t>VULT</t></is></c>', 'VULT'],
    ['a text that looks like an error', '<c r="B2" t="inlineStr"><is><t>#N/A</t></is></c>', '#N/A'],
    ['spaces', '<c r="B2" t="inlineStr"><is><t xml:space="preserve"> </t></is></c>', ' '],
    [
      'rich text',
      '<c r="B2" t="inlineStr"><is><r><rPr/><t>VU</t></r><r><t>LT</t></r></is></c>',
      'VULT',
    ],
    ['furigana', '<c r="B2" t="inlineStr"><is><t>東</t><rPh><t>ひがし</t></rPh></is></c>', '東'],
    ['a text with an escape', '<c r="B2" t="str"><v>a_x000D_b</v></c>', 'a\rb'],
    ['a shared text', '<c r="B2" t="s"><v>0</v></c>', 'shared'],
    ['true', '<c r="B2" t="b"><v>1</v></c>', true],
    ['false', '<c r="B2" t="b"><v>0</v></c>', false],
    ['the result of a formula', '<c r="B2"><f>A2*2</f><v>2</v></c>', 2],
    ['the empty text of a formula', '<c r="B2" t="str"><f>""</f><v></v></c>', null],
    ['a style only', '<c r="B2" s="1"/>', null],
    ['an empty text', '<c r="B2" t="inlineStr"><is><t></t></is></c>', null],
  ])('holds %s', async (_, cell, value) => {
    expect(await valueOfCell(cell)).toBe(value);
  });

  it.each([
    ['a date by its style', '<c r="B2" s="1"><v>43480</v></c>', '2019-01-15'],
    ['a date and time', '<c r="B2" s="1"><v>43480.354166666664</v></c>', '2019-01-15T08:30:00.000'],
    ['the first day', '<c r="B2" s="1"><v>1</v></c>', '1900-01-01'],
    ['the day before 1900-02-29', '<c r="B2" s="1"><v>59</v></c>', '1900-02-28'],
    ['the day after 1900-02-29', '<c r="B2" s="1"><v>61</v></c>', '1900-03-01'],
    ['the last day', '<c r="B2" s="1"><v>2958465</v></c>', '9999-12-31'],
    ['a date in ISO 8601', '<c r="B2" t="d"><v>2019-01-15T00:00:00</v></c>', '2019-01-15'],
  ])('holds %s', async (_, cell, text) => {
    const value = await valueOfCell(cell);

    expect(value).toBeInstanceOf(DateCell);
    expect(JSON.stringify(value)).toBe(JSON.stringify(text));
  });

  it.each([
    ['an error value', '<c r="B2" t="e"><v>#N/A</v></c>', '#N/A'],
    ['the error of a formula', '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['1900-02-29', '<c r="B2" s="1"><v>60</v></c>', '60'],
    ['a day before 1900', '<c r="B2" s="1"><v>-1</v></c>', '-1'],
    ['a day after 9999', '<c r="B2" s="1"><v>2958466</v></c>', '2958466'],
    ['a month without that day', '<c r="B2" t="d"><v>2019-02-30</v></c>', '2019-02-30'],
  ])('with %s is a fault of its row', async (_, cell, text) => {
    const value = await valueOfCell(cell);

    expect(value).toBeInstanceOf(CellFault);
    expect(JSON.stringify(value)).toBe(JSON.stringify(text));
  });

  it('holds shared rich text without furigana', async () => {
    const items = '<si><r><t>BOTI</t></r><r><t>CÁRIO</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>';

    expect(await valueOfCell('<c r="B2" t="s"><v>0</v></c>', sharedStringsXml(items))).toBe(
      'BOTICÁRIO',
    );
  });

  it.each([
    ['a cell whose text is missing', '<c r="B2" t="s"><v>1</v></c>'],
    ['a cell whose text is missing', '<c r="B2" t="s"><v>0.5</v></c>'],
    ['a number that is none', '<c r="B2"><v>MARKER</v></c>'],
    ['a number that is none', '<c r="B2"><v> </v></c>'],
    ['a truth value that is none', '<c r="B2" t="b"><v>MARKER</v></c>'],
    ['a cell of an unknown type', '<c r="B2" t="MARKER"><v>1</v></c>'],
    ['cells that are not in order', '<c r="A2"><v>1</v></c>'],
    ['a cell without a column', '<c r="2"><v>1</v></c>'],
    ['a cell without a column', '<c r="XFE2"><v>1</v></c>'],
  ])('refuses a file with %s', async (fault, cell) => {
    const { message } = await faultOf(
      workbookOf(`${header}<row r="2"><c><v>1</v></c>${cell}</row>`),
    );

    expect(message).toContain(`got ${fault} in its part xl/worksheets/sheet1.xml`);
    expect(message).not.toContain('MARKER');
  });

  it.each(['<f>A2*2</f>', '<f>A2*2</f><v></v>', '<f>A2*2</f><v/>'])(
    'refuses a file that has no result for a formula: %s',
    async (cell) => {
      const rows = `${header}<row r="2"><c><v>1</v></c><c>${cell}</c></row>`;

      expect((await faultOf(workbookOf(rows))).message).toMatch(
        /got no result in column B of row 2\. Open it/,
      );
    },
  );
});

describe('a sheet', () => {
  it('has rows under the numbers that the program shows, without blank ones', async () => {
    const rows = [
      header,
      textRow(2, '1', 'VULT'),
      '<row r="3"/>',
      '<row r="4"><c r="A4" s="1"/></row>',
      textRow(7, '2', 'EUDORA'),
    ];

    const { sheets, told } = await readAll(workbookOf(rows.join('')));

    expect(sheets[0]?.rows).toEqual([
      { position: 2, row: { ID: '1', MARCA: 'VULT' } },
      { position: 7, row: { ID: '2', MARCA: 'EUDORA' } },
    ]);
    expect(told).toContain('2 blank rows of sheet "Plan1" skipped.');
  });

  it('needs no numbers of rows and cells', async () => {
    const rows = [header, textRow(2, '1', 'VULT')].join('').replaceAll(/ r="\d+"/g, '');

    expect(await readRows(workbookOf(rows))).toEqual([
      { position: 2, row: { ID: '1', MARCA: 'VULT' } },
    ]);
  });

  it('can have a prefix for every element', async () => {
    const sheet = worksheetXml(header + textRow(2, '1', 'VULT'))
      .replaceAll(/<(\/?)(?!\?)/g, '<$1x:')
      .replace('xmlns=', 'xmlns:x=');

    expect(await readRows(workbookOf('', { 'xl/worksheets/sheet1.xml': sheet }))).toHaveLength(1);
  });

  it('has its hidden rows read, and says so', async () => {
    const hidden = textRow(2, '1', 'VULT').replace('<row', '<row hidden="1"');

    const { sheets, told } = await readAll(workbookOf(header + hidden));

    expect(sheets[0]?.rows).toHaveLength(1);
    expect(told).toContain('Hidden rows of sheet "Plan1" were read as well: 1.');
  });

  it('gives chunks of a few thousand rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => textRow(row + 2, '1', `marca ${row}`));

    const read = await readRows(workbookOf(header + rows.join('')));

    expect(read.length).toBe(10_000);
    expect(read.at(-1)).toEqual({ position: 10_001, row: { ID: '1', MARCA: 'marca 9999' } });
  });

  it('passes on fewer rows at a time, the more columns it has', async () => {
    const names = ['ID', 'MARCA', ...Array.from({ length: 2000 }, (_, name) => `N${name}`)];
    const rows = Array.from(
      { length: 1100 },
      (_, row) => `<row r="${row + 2}"><c><v>1</v></c></row>`,
    );
    const bytes = workbookOf(textRow(1, ...names) + rows.join(''));
    const header = headerWith('ID', 'MARCA');

    const { sheets } = await readSheetFile({ name: 'a.xlsx', bytes, header });
    const lengths: number[] = [];
    for await (const chunk of sheets[0]?.rows ?? []) lengths.push(chunk.length);

    expect(lengths).toEqual([524, 524, 52]);
  });

  it('takes empty cells with a style to the right of the names', async () => {
    const row = '<row r="2"><c><v>1</v></c><c r="XFD2" s="1"/></row>';

    expect(await readRows(workbookOf(header + row))).toEqual([
      { position: 2, row: { ID: 1, MARCA: null } },
    ]);
  });

  it.each([
    ['rows that are not in order', '<row r="3"/><row r="2"/>'],
    ['rows that are not in order', '<row r="0"/>'],
    ['rows that are not in order', '<row r="1048577"/>'],
    ['rows that are not in order', '<row r="MARKER"/>'],
  ])('refuses %s', async (fault, rows) => {
    const { message } = await faultOf(workbookOf(rows));

    expect(message).toContain(`got ${fault}`);
    expect(message).not.toContain('MARKER');
  });

  it.each([
    ['names', 'A1:B1', 'a header without merged cells'],
    ['a name and the row above', 'A1:A2', 'a header without merged cells'],
    ['values of several rows', 'B2:B5', 'rows without merged cells'],
  ])('refuses merged cells over %s', async (_, ref, expected) => {
    const sheet = worksheetXml(
      header + textRow(2, '1', 'VULT'),
      `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`,
    );

    const { message } = await faultOf(workbookOf('', { 'xl/worksheets/sheet1.xml': sheet }));

    expect(message).toContain(
      `Expected ${expected} in sheet "Plan1", got the merged cells ${ref}.`,
    );
  });

  it.each(['C1:C9', 'A2:B2'])('takes merged cells that hide no value of a row: %s', async (ref) => {
    const sheet = worksheetXml(
      header + textRow(2, '1', 'VULT'),
      `<mergeCells><mergeCell ref="${ref}"/></mergeCells>`,
    );

    expect(await readRows(workbookOf('', { 'xl/worksheets/sheet1.xml': sheet }))).toHaveLength(1);
  });

  it('takes a merged title above the header', async () => {
    const sheet = worksheetXml(
      textRow(1, 'Vendas') + textRow(2, 'ID', 'MARCA') + textRow(3, '1', 'VULT'),
      '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    );

    const { sheets, told } = await readAll(workbookOf('', { 'xl/worksheets/sheet1.xml': sheet }));

    expect(sheets[0]?.rows).toHaveLength(1);
    expect(told).toEqual(['The header of sheet "Plan1" is in row 2; 1 row above it skipped.']);
  });
});

describe('a header', () => {
  it('can have its names in any column', async () => {
    const rows =
      '<row r="2"><c r="B2" t="inlineStr"><is><t>MARCA</t></is></c><c r="D2" t="inlineStr"><is><t>ID</t></is></c></row>';
    const values =
      '<row r="3"><c r="B3" t="inlineStr"><is><t>VULT</t></is></c><c r="D3"><v>7</v></c></row>';

    expect(await readRows(workbookOf(rows + values))).toEqual([
      { position: 3, row: { MARCA: 'VULT', ID: 7 } },
    ]);
  });

  it('can stand without rows', async () => {
    expect(await readRows(workbookOf(header))).toEqual([]);
  });

  it('is looked for in the first fifty rows that hold something', async () => {
    const above = (count: number) =>
      Array.from({ length: count }, (_, row) => textRow(row + 1, 'MARKER')).join('');
    const below = (row: number) =>
      textRow(row + 10, 'ID', 'MARCA') + textRow(row + 11, '1', 'VULT');

    expect(await readRows(workbookOf(above(49) + below(49)))).toHaveLength(1);
    const { message } = await faultOf(workbookOf(above(50) + below(50)));
    expect(message).toContain('got no row with any of them');
    expect(message).not.toContain('MARKER');
  });

  it('that lacks a name is told by the names that it has, without other cells', async () => {
    const { message } = await faultOf(workbookOf(textRow(3, 'MARCA', 'MARKER') + textRow(4, '1')));

    expect(message).toBe(
      'Expected the columns ID, MARCA in one of the first 50 rows of sheet "Plan1", got only "MARCA" in row 3. Put all names of the columns into one row above the data, and drop the file again.',
    );
  });

  it('has each name once', async () => {
    const { message } = await faultOf(workbookOf(textRow(1, 'ID', 'MARCA', 'ID ')));

    expect(message).toContain(
      'Expected each name once in row 1 of sheet "Plan1", got "ID " twice.',
    );
  });

  it.each([
    ['C', textRow(1, 'ID', 'MARCA'), textRow(2, '1', 'VULT', 'MARKER')],
    ['B', textRow(1, 'ID', '', 'MARCA'), textRow(2, '1', 'MARKER', 'VULT')],
  ])('has a name for column %s, which holds a value', async (column, names, values) => {
    const { message } = await faultOf(workbookOf(names + values));

    expect(message).toContain(`got a value without a name in column ${column} of row 2.`);
    expect(message).not.toContain('MARKER');
  });
});

describe('the sheets of a workbook', () => {
  const parts = {
    'xl/workbook.xml': workbookXml(
      '<sheet name="config" state="hidden" r:id="rId4"/><sheet name="Plan1" r:id="rId1"/><sheet name="Plan2" r:id="rId5"/><sheet name="Plan3" r:id="rId6"/>',
    ),
    'xl/_rels/workbook.xml.rels': null,
    'xl/worksheets/sheet2.xml': worksheetXml(header + textRow(2, '2', 'hidden')),
    'xl/worksheets/sheet3.xml': worksheetXml(header + textRow(2, '3', 'EUDORA')),
    'xl/worksheets/sheet4.xml': worksheetXml(''),
  };
  const relationships = `<Relationships>${[1, 2, 3, 4]
    .map((sheet, index) => {
      const id = [1, 4, 5, 6][index];
      return `<Relationship Id="rId${id}" Type="x/worksheet" Target="worksheets/sheet${sheet}.xml"/>`;
    })
    .join('')}</Relationships>`;
  const workbook = workbookOf(header + textRow(2, '1', 'VULT'), {
    ...parts,
    'xl/_rels/workbook.xml.rels': relationships,
  });

  it('are the first that is shown, unless others are chosen', async () => {
    const { sheets, told } = await readAll(workbook);

    expect(sheets.map(({ name }) => name)).toEqual(['Plan1']);
    expect(told).toContain('Sheets that were not read: "config" (hidden), "Plan2", "Plan3".');
  });

  it('can be all that are shown, of which some may be empty', async () => {
    const { sheets, told } = await readAll(workbook, { sheets: 'all' });

    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Plan1', 1],
      ['Plan2', 1],
      ['Plan3', 0],
    ]);
    expect(told).toContain('There are no values in sheet "Plan3".');
  });

  it('can be one of a name, hidden or not', async () => {
    const { sheets } = await readAll(workbook, { sheets: { named: 'config' } });

    expect(sheets).toMatchObject([{ name: 'config', rows: [{ row: { MARCA: 'hidden' } }] }]);
  });

  it('are named when the wanted one is not there', async () => {
    const { message } = await faultOf(workbook, { sheets: { named: 'Vendas' } });

    expect(message).toContain(
      'Expected a sheet "Vendas", got only "config" (hidden), "Plan1", "Plan2", "Plan3".',
    );
  });

  it('need a header each', async () => {
    const { message } = await faultOf(workbook, {
      sheets: 'all',
      header: headerWith('ID', 'OUTRA'),
    });

    expect(message).toContain('got only "ID" in row 1');
  });
});
