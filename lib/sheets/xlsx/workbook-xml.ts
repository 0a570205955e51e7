import type { XmlHandler } from '../xml/xml-scanner.ts';
import { attributeOf } from '../xml/xml-text.ts';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  /** Whether the program shows it to nobody. */
  readonly hidden: boolean;
  /** Id of its relationship, which says in which part its cells are. */
  readonly relationship: string;
}

/** Collects the sheets of a workbook, and its date system. */
export class WorkbookXml implements XmlHandler {
  readonly sheets: ListedSheet[] = [];
  date1904 = false;

  open(name: string, tag: string): void {
    if (name === 'workbookPr') {
      this.date1904 = ['1', 'true', 'on'].includes(attributeOf(tag, 'date1904') ?? '0');
    } else if (name === 'sheet') {
      this.sheets.push({
        name: attributeOf(tag, 'name') ?? '',
        hidden: (attributeOf(tag, 'state') ?? 'visible') !== 'visible',
        relationship: attributeOf(tag, 'id') ?? '',
      });
    }
  }

  text(): void {}

  close(): void {}
}

/** A reference from one part of a workbook to another. */
export interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`. */
  readonly type: string;
  /** The name of the part that it leads to: `xl/worksheets/sheet1.xml`. */
  readonly target: string;
}

/** Collects the relationships of a part. */
export class Relationships implements XmlHandler {
  readonly all: Relationship[] = [];
  readonly #folder: string;

  /** @param folder of the part that they belong to: `xl/` */
  constructor(folder: string) {
    this.#folder = folder;
  }

  open(name: string, tag: string): void {
    if (name !== 'Relationship' || attributeOf(tag, 'TargetMode') === 'External') return;
    const type = attributeOf(tag, 'Type') ?? '';
    this.all.push({
      id: attributeOf(tag, 'Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolved(attributeOf(tag, 'Target') ?? '', this.#folder),
    });
  }

  text(): void {}

  close(): void {}
}

function resolved(target: string, folder: string): string {
  const path = target.startsWith('/') ? target : `${folder}${target}`;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
