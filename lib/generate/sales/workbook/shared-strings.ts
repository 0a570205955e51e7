/** The texts of a workbook, each once: cells refer to them by number. (ECMA-376, part 1, section 18.4) */
export class SharedStrings {
  readonly #indexes = new Map<string, number>();
  #uses = 0;

  /** The number of a text, which is added when it is new. */
  indexOf(text: string): number {
    this.#uses += 1;
    const known = this.#indexes.get(text);
    const index = known ?? this.#indexes.size;
    if (known === undefined) this.#indexes.set(text, index);
    return index;
  }

  /** `sharedStrings.xml` for the texts so far. */
  xml(): Uint8Array {
    const items = [...this.#indexes.keys()].map((text) => `<si><t>${escapeXml(text)}</t></si>`);
    return Buffer.from(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
        `count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`,
    );
  }
}

/**
 * Escapes a text for XML, within an element or an attribute.
 *
 * @example
 * escapeXml('A & "B"') // => 'A &amp; &quot;B&quot;'
 */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
