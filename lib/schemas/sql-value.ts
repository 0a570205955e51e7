import type { Field } from './table-schema.ts';

const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Types whose values SQL writes without quotes. */
const NUMBERS: readonly Field['type'][] = ['integer', 'float', 'decimal'];

/**
 * A value of a field as SQL writes it: digits for a number, and for all else a text in quotes.
 *
 * @param quoted quotes a text
 * @example
 * sqlValue({ type: 'integer' }, '5', (text) => `'${text}'`) // => '5'
 * sqlValue({ type: 'integer' }, '5); DROP', (text) => `'${text}'`) // => "'5); DROP'"
 * sqlValue({ type: 'date' }, '2020-01-01', (text) => `'${text}'`) // => "'2020-01-01'"
 */
export function sqlValue(
  { type }: Pick<Field, 'type'>,
  value: string | number,
  quoted: (text: string) => string,
): string {
  const text = String(value);
  return NUMBERS.includes(type) && NUMBER.test(text) ? text : quoted(text);
}
