import { describe, expect, it } from 'vitest';
import { readZipDirectory, zippedBytes } from '../../../lib/sheets/zip/zip-directory.ts';
import { faultOf, readRows } from '../read-all.ts';
import { textRow, workbookOf, workbookXml, worksheetXml } from '../workbook-of.ts';
import { type ZipFile, zipOf } from '../zip-of.ts';

const rows = textRow(1, 'ID', 'MARCA') + textRow(2, '1', 'MARKER');
const sheet = worksheetXml(rows);

/** A workbook whose sheet is in a file of a zip that is not as it should be. */
function withSheet(file: Partial<ZipFile>): Buffer {
  return workbookOf('', { 'xl/worksheets/sheet1.xml': { content: sheet, ...file } });
}

describe('a workbook is refused', () => {
  it.each([
    ['a workbook with macros', workbookOf(rows, { 'xl/vbaProject.bin': 'x' })],
    ['a binary workbook (.xlsb)', zipOf({ '[Content_Types].xml': 'x', 'xl/workbook.bin': 'x' })],
    ['an OpenDocument file (.ods)', zipOf({ mimetype: 'x', 'content.xml': '<x/>' })],
    ['a text document', zipOf({ '[Content_Types].xml': 'x', 'word/document.xml': 'x' })],
    ['a Numbers file', zipOf({ 'Index/Document.iwa': 'x' })],
    ['a zip of something else', zipOf({ 'vendas.csv': 'ID;MARCA' })],
    ['a zip of something else', zipOf({})],
    ['an encrypted zip', withSheet({ encrypted: true })],
  ])('as %s', async (got, bytes) => {
    expect((await faultOf(bytes)).message).toMatch(
      new RegExp(
        `^Expected a workbook \\(\\.xlsx\\), got ${got.replace(/[().]/g, '\\$&')}\\. .*drop`,
      ),
    );
  });

  it.each([
    ['that is cut off', workbookOf(rows).subarray(0, -1), 'a zip that is cut off or damaged'],
    ['with a part twice', workbookOf(rows, { 'XL/workbook.xml': 'x' }), 'two parts of one name'],
    ['without a part', workbookOf(rows, { 'xl/worksheets/sheet1.xml': null }), 'no part xl/'],
    [
      'without a workbook',
      workbookOf(rows, { 'xl/workbook.xml': null }),
      'no part xl/workbook.xml',
    ],
    ['with other bytes', withSheet({ saidCrc32: 7 }), 'damaged bytes of its part xl/worksheets'],
    ['with fewer bytes', withSheet({ saidSize: 9999 }), 'fewer bytes of its part xl/worksheets'],
    ['by another method', withSheet({ saidMethod: 12 }), 'compressed by method 12'],
    ['that cannot be inflated', withSheet({ deflated: false, saidMethod: 8 }), 'damaged'],
    ['with no XML', withSheet({ content: 'MARKER' }), 'a document that is cut off'],
    ['with a cut sheet', withSheet({ content: sheet.slice(0, -30) }), 'a document that is cut off'],
    [
      'not in UTF-8',
      withSheet({ content: Buffer.from(`\ufeff${sheet}`, 'utf16le') }),
      'not in UTF-8',
    ],
  ])('%s', async (_, bytes, got) => {
    const { message } = await faultOf(bytes);

    expect(message).toContain('Expected a whole workbook, got ');
    expect(message).toContain(got);
    expect(message).not.toContain('MARKER');
  });

  it('that counts its dates from 1904', async () => {
    const book = workbookXml('<sheet name="a" r:id="rId1"/>', '<workbookPr date1904="1"/>');

    const { message } = await faultOf(workbookOf(rows, { 'xl/workbook.xml': book }));

    expect(message).toContain('Expected a workbook that counts its dates from 1900, got the 1904');
  });
});

describe('a workbook is read', () => {
  it.each([
    ['with stored parts', withSheet({ deflated: false })],
    [
      'that says the 1900 date system',
      workbookOf(rows, {
        'xl/workbook.xml': workbookXml(
          '<sheet name="a" r:id="rId1"/>',
          '<workbookPr date1904="0"/>',
        ),
      }),
    ],
    [
      'without shared texts and styles',
      workbookOf(rows, {
        'xl/_rels/workbook.xml.rels':
          '<R><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></R>',
        'xl/sharedStrings.xml': null,
        'xl/styles.xml': null,
      }),
    ],
  ])('%s', async (_, bytes) => {
    expect(await readRows(bytes)).toHaveLength(1);
  });
});

describe('a zip bomb', () => {
  const content = `${sheet.slice(0, -30)}${' '.repeat(64 * 1024 * 1024)}`;

  it('is refused for its ratio before it is inflated', async () => {
    const bomb = withSheet({ content });

    expect(bomb.length).toBeLessThan(100_000);
    expect((await faultOf(bomb)).message).toContain('a zip bomb');
  });

  it('is refused for its size before it is inflated', async () => {
    const { message } = await faultOf(withSheet({}), { mostBytes: 1000 });

    expect(message).toMatch(/of at most 1000 bytes when it is unpacked, got \d{4} bytes\./);
  });

  it('that lies about its size is inflated no further than it says', async () => {
    const bomb = withSheet({ content, saidSize: 1000 });
    const entry = readZipDirectory(bomb)?.find(({ name }) => name === 'xl/worksheets/sheet1.xml');
    const zipped = entry && zippedBytes(bomb, entry);
    // Whoever inflates all of it finds it damaged.
    zipped?.fill(0xff, 2_000);

    const { message } = await faultOf(bomb);

    expect(zipped?.length).toBeGreaterThan(50_000);
    expect(message).toContain('more bytes of its part xl/worksheets/sheet1.xml than it says');
  });
});
