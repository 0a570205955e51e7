import { CaptureError } from '../../errors.ts';
import { brokenWorkbook } from '../workbook-fault.ts';
import type { XmlHandler } from '../xml/xml-scanner.ts';
import type { ZipEntry } from '../zip/zip-directory.ts';
import { checkPackage } from './check-package.ts';
import { DateStyles } from './date-styles.ts';
import { scanWholePart } from './scan-part.ts';
import { SharedStrings } from './shared-strings.ts';
import { Relationships, WorkbookXml } from './workbook-xml.ts';
import type { CellContext } from './worksheet-rows.ts';

/** A sheet of a workbook. */
export interface Worksheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The part that its cells are in. */
  readonly part: ZipEntry;
}

/** A workbook whose sheets can be read. */
export interface Workbook {
  readonly bytes: Uint8Array;
  /** Its sheets of cells, in their order; charts have sheets too, and are left out. */
  readonly sheets: readonly Worksheet[];
  readonly context: CellContext;
}

/**
 * Opens a workbook: everything but the cells of its sheets.
 *
 * @param mostBytes see `checkPackage`
 * @throws CaptureError when it is damaged, no workbook, too large, or counts its dates from 1904.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  options: { readonly mostBytes?: number } = {},
): Promise<Workbook> {
  const parts = checkPackage(bytes, options);
  const scan = async <Handler extends XmlHandler>(name: string, handler: Handler) => {
    const entry = parts.get(name.toLowerCase());
    if (entry === undefined) throw brokenWorkbook(`no part ${name}`);
    await scanWholePart(bytes, entry, handler);
    return handler;
  };
  const root = await scan('_rels/.rels', new Relationships(''));
  const main = root.all.find(({ type }) => type === 'officeDocument')?.target ?? '';
  const { sheets, date1904 } = await scan(main, new WorkbookXml());
  if (date1904) throw countsFrom1904();
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relationships = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const own = await scan(relationships, new Relationships(folder));
  const target = (type: string) =>
    own.all.find((relationship) => relationship.type === type)?.target;
  const [strings, styles] = [target('sharedStrings'), target('styles')];
  return {
    bytes,
    sheets: sheets.flatMap(({ name, hidden, relationship }) => {
      const sheet = own.all.find(({ id, type }) => id === relationship && type === 'worksheet');
      const part = sheet === undefined ? undefined : parts.get(sheet.target.toLowerCase());
      if (sheet !== undefined && part === undefined)
        throw brokenWorkbook(`no part ${sheet.target}`);
      return part === undefined ? [] : [{ name, hidden, part }];
    }),
    context: {
      sharedStrings: strings === undefined ? [] : (await scan(strings, new SharedStrings())).texts,
      isDate: styles === undefined ? [] : (await scan(styles, new DateStyles())).isDate,
    },
  };
}

function countsFrom1904(): CaptureError {
  return new CaptureError({
    expected: 'a workbook that counts its dates from 1900',
    got: 'the 1904 date system',
    advice:
      'In Excel, switch off "Use 1904 date system" (Options, Advanced, When calculating this workbook), correct the dates, which move by four years and a day, and drop it again.',
  });
}
