import { escapeXml, SharedStrings } from './shared-strings.ts';
import { type CellContent, type SheetStyle, sheetXml } from './sheet-xml.ts';
import { storedZip, type ZipEntry } from './stored-zip.ts';

/** How a program writes a workbook. */
export interface WorkbookStyle extends SheetStyle {
  /** Name of its only sheet. */
  readonly sheet: string;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook: their paths, types and relationships. */
const parts = [
  { target: 'worksheets/sheet1.xml', kind: 'worksheet', type: 'worksheet' },
  { target: 'styles.xml', kind: 'styles', type: 'styles' },
  { target: 'sharedStrings.xml', kind: 'sharedStrings', type: 'sharedStrings' },
] as const;

/** Format 0 is that of plain cells, format 1 that of days. (ECMA-376, part 1, section 18.8) */
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>' +
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';

/**
 * Writes a workbook of one sheet as `.xlsx`. The same rows and style give the same bytes everywhere:
 * the parts are stored without compression, and no time and no program is named in them.
 *
 * @param rows at least one, of equal length, with at most 26 cells
 * @returns the bytes of the file, in pieces
 * @example
 * const bytes = Buffer.concat([...workbook([['A'], [1]], { sheet: 'S', numbers: 'whole', days: 'serial' })]);
 * bytes.subarray(0, 2).toString() // => 'PK'
 */
export function workbook(
  rows: Iterable<readonly CellContent[]>,
  { sheet, ...style }: WorkbookStyle,
): Generator<Uint8Array> {
  const strings = new SharedStrings();
  const sheetPieces = sheetXml(rows, style, strings);
  return storedZip([
    entry('[Content_Types].xml', contentTypes()),
    entry('_rels/.rels', relationships([{ target: 'xl/workbook.xml', kind: 'officeDocument' }])),
    entry('xl/workbook.xml', workbookXml(sheet)),
    entry('xl/_rels/workbook.xml.rels', relationships(parts)),
    entry('xl/styles.xml', STYLES),
    { name: 'xl/sharedStrings.xml', pieces: [strings.xml()] },
    { name: 'xl/worksheets/sheet1.xml', pieces: sheetPieces },
  ]);
}

function entry(name: string, text: string): ZipEntry {
  return { name, pieces: [Buffer.from(text)] };
}

function contentTypes(): string {
  const overrides = [
    { name: 'workbook.xml', type: 'sheet.main' },
    ...parts.map(({ target, type }) => ({ name: target, type })),
  ].map(({ name, type }) => `<Override PartName="/xl/${name}" ContentType="${TYPE}.${type}+xml"/>`);
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

function relationships(targets: readonly { target: string; kind: string }[]): string {
  const written = targets.map(
    ({ target, kind }, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${written.join('')}</Relationships>`;
}

/** The sheet is the first of {@link parts}. */
function workbookXml(sheet: string): string {
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
    `<sheet name="${escapeXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  );
}
