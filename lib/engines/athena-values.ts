import { numberOf, type QueryValue } from './engine.ts';

const EXACT_NUMBERS = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint', 'decimal']);
const TIMES = new Set(['timestamp', 'time']);

/**
 * A value that Athena returned as text, in the form in which DuckDB returns it, so that both print
 * the same: numbers as numbers where JavaScript holds them exactly, times without trailing zeros.
 * Arrays, rows and intervals stay as Athena writes them.
 *
 * @param text `undefined` is NULL
 * @param type of the column, as Athena names it: `bigint`
 * @example
 * athenaValue('1.0E7', 'double') // => 10000000
 * athenaValue('2026-11-20 13:00:00.500', 'timestamp') // => '2026-11-20 13:00:00.5'
 * athenaValue(undefined, 'bigint') // => null
 */
export function athenaValue(text: string | undefined, type: string): QueryValue {
  if (text === undefined) return null;
  if (EXACT_NUMBERS.has(type)) return numberOf(text);
  if (type === 'double') return finiteOrText(Number(text), text);
  // A 32-bit number is written shorter than the 64-bit number it is.
  if (type === 'float' || type === 'real') return finiteOrText(Math.fround(Number(text)), text);
  if (type === 'boolean') return text === 'true';
  if (TIMES.has(type)) return shortTime(text);
  return text;
}

function shortTime(text: string): string {
  const [whole = '', fraction, ...rest] = text.split('.');
  if (fraction === undefined || rest.length > 0 || !/^\d*$/.test(fraction)) return text;
  let end = fraction.length;
  while (fraction[end - 1] === '0') end -= 1;
  return end === 0 ? whole : `${whole}.${fraction.slice(0, end)}`;
}

/** `NaN` and `Infinity`, which JSON has no number for, stay text. */
function finiteOrText(number: number, text: string): QueryValue {
  return Number.isFinite(number) ? number : text;
}
