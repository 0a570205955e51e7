import { describe, expect, it } from 'vitest';
import { CellFault } from '../../../lib/model/raw-rows.ts';
import { faultOf, headerWith, type ReadFile, readAll } from '../read-all.ts';

async function read(text: string | Uint8Array): Promise<ReadFile> {
  return readAll(Buffer.from(text), { name: 'vendas.csv' });
}

async function rowsOf(text: string): Promise<readonly unknown[]> {
  return (await read(text)).sheets[0]?.rows ?? [];
}

describe('a file of CSV', () => {
  it.each([
    ['semicolon', 'ID;MARCA\n1;VULT, A|B\n'],
    ['comma', 'ID,MARCA\n1,"VULT, A|B"\n'],
    ['tab', 'ID\tMARCA\n1\tVULT, A|B\n'],
    ['vertical bar', 'ID|MARCA\n1|"VULT, A|B"\n'],
    ['semicolon', 'ID;MARCA\r1;VULT, A|B\r'],
  ])('has its fields between each %s', async (separator, text) => {
    const { sheets, told } = await read(text);

    expect(sheets).toEqual([
      { name: null, rows: [{ position: 2, row: { ID: '1', MARCA: 'VULT, A|B' } }] },
    ]);
    expect(told[0]).toBe(`The encoding is UTF-8, the separator a ${separator}.`);
  });

  it('has the separator that makes its header', async () => {
    const text = 'a,b,c,d\na,b,c,d\nID;MARCA,a\n1;2,3,4\nID;MARCA\n1;VULT\n';

    expect(await rowsOf(text)).toEqual([{ position: 6, row: { ID: '1', MARCA: 'VULT' } }]);
  });

  it('has the separator that makes its rows alike, where all make its header', async () => {
    const { sheets } = await readAll(Buffer.from('ID\n1,5\n2,75\n'), {
      name: 'vendas.csv',
      header: headerWith('ID'),
    });

    expect(sheets[0]?.rows.map(({ row }) => row)).toEqual([{ ID: '1,5' }, { ID: '2,75' }]);
  });

  it('tells its encoding, and what was skipped', async () => {
    const text = 'sep=;\r\nVendas de março\r\nID;MARCA\r\n\r\n;\r\n1;BOTICÁRIO\r\n';

    const { sheets, told } = await read(Buffer.from(text, 'latin1'));

    expect(sheets[0]?.rows).toEqual([{ position: 6, row: { ID: '1', MARCA: 'BOTICÁRIO' } }]);
    expect(told).toEqual([
      'The encoding is Windows-1252, the separator a semicolon.',
      'The header of the file is in row 3; 2 rows above it skipped.',
      '2 blank rows of the file skipped.',
    ]);
  });

  it('has faults in a record with too few fields', async () => {
    const [first] = (await read('ID;OBS;MARCA\n1;x\n2;;VULT\n')).sheets[0]?.rows ?? [];

    expect(first?.row).toEqual({
      ID: '1',
      OBS: 'x',
      MARCA: new CellFault('', 'a record of 2 fields under 3 names'),
    });
  });

  it('has a fault in a record with too many fields, with all that is too many', async () => {
    const [first] = (await read('ID;MARCA\n1;VULT;x;;y\n')).sheets[0]?.rows ?? [];

    expect(first?.row).toEqual({
      ID: '1',
      MARCA: new CellFault('VULT;x;;y', 'a record of 5 fields under 2 names'),
    });
  });

  it('may have empty fields at the end of its records', async () => {
    expect(await rowsOf('ID;MARCA;;\n1;VULT;;\n2;EUDORA;;;;;\n')).toEqual([
      { position: 2, row: { ID: '1', MARCA: 'VULT' } },
      { position: 3, row: { ID: '2', MARCA: 'EUDORA' } },
    ]);
  });

  it.each([
    ['without text', '', 'an empty file'],
    ['without a header', 'MARKER;MARCA\nMARKER;2\n', 'got only "MARCA" in row 1'],
    ['without any name', 'MARKER,MARKER\n', 'got no row with any of them'],
    ['with blank lines only', '\n\n', 'got no values'],
    ['with a name twice', 'ID;MARCA;MARCA\n', '"MARCA" twice'],
    ['with a value under no name', 'ID;;MARCA\n1;MARKER;2\n', 'in column B of row 2'],
    ['with a NUL behind its first piece', `ID;MARCA\n${'1;2\n'.repeat(400_000)}\0`, 'a NUL'],
    ['with an open quote', 'ID;MARCA\n1;"MARKER\n', 'begins on line 2'],
  ])('%s is refused', async (_, text, got) => {
    const { message } = await faultOf(Buffer.from(text), { name: 'vendas.csv' });

    expect(message).toContain(got);
    expect(message).not.toContain('MARKER');
  });

  it('is read in time that grows with its length only', async () => {
    const columns = { name: 'vendas.csv', header: headerWith('ID') };
    const text = `ID\n${'7\n'.repeat(500_000)}"8"\n`;

    expect((await readAll(Buffer.from(text), columns)).sheets[0]?.rows).toHaveLength(500_001);
  });
});
