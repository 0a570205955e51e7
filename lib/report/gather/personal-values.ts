import { givenNameRows } from '../../brazil/given-names.ts';

const E_MAIL = /\S@\S/;

/** Digits of phone numbers, documents, cards and accounts, without what is written between them. */
const LONG_NUMBER = /^\d{7,}$/;
const BETWEEN_DIGITS = /[\s.\-/()+]/g;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** Longer text is not a word of a list. */
const MOST_CHARACTERS = 60;

const givenNames = new Set(givenNameRows.map(([name]) => plain(name)));

/**
 * Whether the most frequent values of a column look like something that identifies people, whatever the
 * column is called: any e-mail address or long text; mostly long numbers, or full names.
 *
 * @example
 * lookPersonal(['SP', 'RJ']) // => false
 * lookPersonal(['ana@example.com']) // => true
 * lookPersonal(['123.456.787-39', '987.654.321-00']) // => true
 * lookPersonal(['Ana Souza', 'José da Silva']) // => true
 */
export function lookPersonal(values: readonly string[]): boolean {
  if (values.some((value) => E_MAIL.test(value) || value.length > MOST_CHARACTERS)) return true;
  return isMost(values, isLongNumber) || isMost(values, isFullName);
}

function isMost(values: readonly string[], test: (value: string) => boolean): boolean {
  return values.filter(test).length * 2 > values.length;
}

function isLongNumber(value: string): boolean {
  return !ISO_DATE.test(value) && LONG_NUMBER.test(value.replace(BETWEEN_DIGITS, ''));
}

function isFullName(value: string): boolean {
  const [first = '', ...others] = value.trim().split(/\s+/);
  return others.length > 0 && givenNames.has(plain(first));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
