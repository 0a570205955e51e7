import { type ZipFile, zipOf } from './zip-of.ts';

/** Parts of a workbook that replace the usual ones; `null` leaves a part out. */
export type WorkbookParts = Readonly<Record<string, ZipFile | string | null>>;

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/**
 * A workbook with one sheet, "Plan1", whose rows are XML, written by hand: what no writer writes can be
 * tried with it. Style 1 shows a date.
 */
export function workbookOf(rows: string, parts: WorkbookParts = {}): Buffer {
  const usual: WorkbookParts = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml('<sheet name="Plan1" sheetId="1" r:id="rId1"/>'),
    'xl/_rels/workbook.xml.rels': relationships([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', '/xl/styles.xml'],
    ]),
    'xl/styles.xml':
      '<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': sharedStringsXml('<si><t>shared</t></si>'),
    'xl/worksheets/sheet1.xml': worksheetXml(rows),
  };
  const files = Object.entries({ ...usual, ...parts }).filter(([, file]) => file !== null);
  return zipOf(Object.fromEntries(files) as Readonly<Record<string, ZipFile | string>>);
}

/** @param sheets elements, and what comes before them in `before` */
export function workbookXml(sheets: string, before = ''): string {
  return `<?xml version="1.0"?><workbook ${MAIN} xmlns:r="${RELATIONSHIPS}">${before}<sheets>${sheets}</sheets></workbook>`;
}

/** @param rows `<row>` elements, and what comes after all of them in `after` */
export function worksheetXml(rows: string, after = ''): string {
  return `<?xml version="1.0"?><worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`;
}

export function sharedStringsXml(items: string): string {
  return `<?xml version="1.0"?><sst ${MAIN}>${items}</sst>`;
}

/** Their ids are `rId1`, `rId2` and so on. */
export function relationships(
  targets: readonly (readonly [type: string, target: string])[],
): string {
  const all = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${all.join('')}</Relationships>`;
}

/** A row of inline texts. */
export function textRow(position: number, ...texts: readonly string[]): string {
  const cells = texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
  return `<row r="${position}">${cells.join('')}</row>`;
}
