/** Marks around a part of a document that a script generates. */
export interface Marks {
  readonly begin: string;
  readonly end: string;
}

/**
 * Returns a document with other text between two marks.
 *
 * @throws Error if the document lacks a mark.
 */
export function withPart(document: string, { begin, end }: Marks, text: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`Expected a document with the marks "${begin}" and "${end}". Add them to it.`);
  }
  return `${before}${begin}\n${text}\n${end}${after}`;
}
