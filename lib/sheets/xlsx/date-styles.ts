import type { XmlHandler } from '../xml/xml-scanner.ts';
import { attributeOf } from '../xml/xml-text.ts';
import { isDateFormat } from './date-format.ts';

/** Collects which styles of a workbook show a date. */
export class DateStyles implements XmlHandler {
  /** By the number that a cell has for its style. */
  readonly isDate: boolean[] = [];
  readonly #codes = new Map<number, string>();
  #inCellFormats = false;

  open(name: string, tag: string): void {
    if (name === 'numFmt') {
      this.#codes.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
    } else if (name === 'cellXfs') {
      this.#inCellFormats = true;
    } else if (name === 'xf' && this.#inCellFormats) {
      const id = Number(attributeOf(tag, 'numFmtId') ?? 0);
      this.isDate.push(isDateFormat(id, this.#codes.get(id)));
    }
  }

  text(): void {}

  close(name: string): void {
    if (name === 'cellXfs') this.#inCellFormats = false;
  }
}
