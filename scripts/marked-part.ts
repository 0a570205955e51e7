/** Marks around a part of a document that a script writes. */
export interface Marks {
  readonly begin: string;
  readonly end: string;
}

/**
 * A document with another text between its marks.
 *
 * @throws Error when the document lacks a mark.
 */
export function withPart(document: string, { begin, end }: Marks, text: string): string {
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`no marks: ${begin} ... ${end}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
