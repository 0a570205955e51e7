import { HEADER_ROWS, type HeaderRule, namesOf } from '../header.ts';
import { isEmpty } from '../sheet-row.ts';
import { CsvRecords, type Separator } from './csv-records.ts';

/** How the records of a file of CSV are written. */
export interface CsvForm {
  readonly separator: Separator;
  readonly lineBreak: '\n' | '\r';
}

/** Separators in the order in which they are preferred where nothing tells them apart. */
const SEPARATORS: readonly Separator[] = [';', ',', '\t', '|'];

/**
 * Finds out how CSV is written: the separator is the one with which a row is a header, or else has the most
 * names of columns; of several, the one with which the most rows have as many fields as that row.
 *
 * @param sample the beginning of the file
 */
export function findCsvForm(sample: string, rule: HeaderRule): CsvForm {
  const lineBreak = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r';
  const forms = SEPARATORS.map((separator) => ({ separator, lineBreak }) as const);
  const scored = forms.map((form) => ({ form, score: scoreOf(sample, form, rule) }));
  return scored.reduce((best, other) => (isHigher(other.score, best.score) ? other : best)).form;
}

type Score = readonly [names: number, alike: number];

function scoreOf(sample: string, form: CsvForm, rule: HeaderRule): Score {
  const records = new CsvRecords(form)
    .write(`${sample}${form.lineBreak}`)
    .filter(({ values }) => !values.every(isEmpty));
  const rows = records.slice(0, HEADER_ROWS).map(({ values }) => namesOf(values));
  const header = rows.find((names) => rule.isHeader(names)) ?? nearest(rows, rule);
  const alike = records.filter(({ values }) => values.length === header.length).length;
  return [knownIn(header, rule), alike];
}

function nearest(rows: readonly (readonly string[])[], rule: HeaderRule): readonly string[] {
  return rows.reduce((best, row) => (knownIn(row, rule) > knownIn(best, rule) ? row : best), []);
}

function knownIn(names: readonly string[], rule: HeaderRule): number {
  return names.filter((name) => rule.isColumn(name)).length;
}

function isHigher([names, alike]: Score, [otherNames, otherAlike]: Score): boolean {
  return names > otherNames || (names === otherNames && alike > otherAlike);
}
