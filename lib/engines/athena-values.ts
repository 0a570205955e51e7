import { numberOf, type QueryValue, withMilliseconds } from './engine.ts';

const WHOLE_NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint']);
const TIMES = new Set(['timestamp', 'time']);

/**
 * A value that Athena returned as text, in the form in which DuckDB returns it, so that both print
 * the same: numbers as numbers where JavaScript holds them exactly, decimals as text, times with
 * milliseconds. Arrays, rows and intervals stay as Athena writes them.
 *
 * @param text `undefined` is NULL
 * @param type of the column, as Athena names it: `bigint`
 * @example
 * athenaValue('1.0E7', 'double') // => 10000000
 * athenaValue('-5.00', 'decimal') // => '-5.00'
 * athenaValue(undefined, 'bigint') // => null
 */
export function athenaValue(text: string | undefined, type: string): QueryValue {
  if (text === undefined) return null;
  if (WHOLE_NUMBERS.has(type)) return numberOf(text);
  if (type === 'double') return finiteOrText(Number(text), text);
  // A 32-bit number is written shorter than the 64-bit number it is.
  if (type === 'float' || type === 'real') return finiteOrText(Math.fround(Number(text)), text);
  if (type === 'boolean') return text === 'true';
  if (TIMES.has(type)) return withMilliseconds(text);
  return text;
}

/** `NaN` and `Infinity`, which JSON has no number for, stay text. */
function finiteOrText(number: number, text: string): QueryValue {
  return Number.isFinite(number) ? number : text;
}
