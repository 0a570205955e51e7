import type { XmlHandler } from '../xml/xml-scanner.ts';
import { unescapeCell } from '../xml/xml-text.ts';

/** Collects the texts that the cells of a workbook share: rich text as plain text, without furigana. */
export class SharedStrings implements XmlHandler {
  readonly texts: string[] = [];
  #text = '';
  #taking = false;
  #phonetic = false;

  open(name: string): void {
    if (name === 'si') this.#text = '';
    else if (name === 'rPh') this.#phonetic = true;
    else if (name === 't') this.#taking = !this.#phonetic;
  }

  text(text: string): void {
    if (this.#taking) this.#text += text;
  }

  close(name: string): void {
    if (name === 'si') this.texts.push(unescapeCell(this.#text));
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 't') this.#taking = false;
  }
}
