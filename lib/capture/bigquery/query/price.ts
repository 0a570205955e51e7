import type { AnswerCost } from '../../connector.ts';

/** What a query takes. */
export interface Price {
  /** Bytes that are billed. */
  readonly bytes: number;
  /** US dollars, on demand; a project with a free tier or with slots pays less. */
  readonly dollars: number;
}

const MIB = 1024 ** 2;
const TIB = 1024 ** 4;

/**
 * What is billed for each table of a query at least, and how bytes are rounded up:
 * https://cloud.google.com/bigquery/pricing#on-demand-compute-pricing
 */
export const LEAST_BYTES = 10 * MIB;

/**
 * What a query of one table is billed.
 *
 * @param processed bytes
 * @param dollarsPerTib US dollars for 2^40 bytes
 * @example
 * priceOf(1, 6.25).bytes // => 10485760
 * priceOf(2 ** 40, 6.25) // => { bytes: 1099511627776, dollars: 6.25 }
 */
export function priceOf(processed: number, dollarsPerTib: number): Price {
  const bytes = Math.max(LEAST_BYTES, Math.ceil(processed / MIB) * MIB);
  return { bytes, dollars: (bytes / TIB) * dollarsPerTib };
}

/**
 * A price in words.
 *
 * @example
 * priceText({ bytes: 13_207_024_435, dollars: 0.0751 }) // => '12.3 GiB, $0.08'
 * priceText({ bytes: 10_485_760, dollars: 0.00006 }) // => '10 MiB, less than $0.01'
 */
export function priceText({ bytes, dollars }: Price): string {
  return `${bytesText(bytes)}, ${dollarsText(dollars)}`;
}

/**
 * What answers took in words.
 *
 * @example
 * costText({ bytes: 13_207_024_435, dollars: 0.0751, isKnown: false }) // => '12.3 GiB scanned, $0.08'
 * costText({ bytes: 0, dollars: 0, isKnown: true }) // => 'answer of an earlier run, nothing billed'
 */
export function costText({ bytes, dollars, isKnown }: AnswerCost): string {
  if (bytes > 0) return `${bytesText(bytes)} scanned, ${dollarsText(dollars)}`;
  return isKnown ? 'answer of an earlier run, nothing billed' : 'nothing billed';
}

/**
 * A number of bytes in words.
 *
 * @example
 * bytesText(1536) // => '1.5 KiB'
 * bytesText(100 * 1024 ** 3) // => '100 GiB'
 */
export function bytesText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  let number = bytes;
  // What rounds to 1024 is one of the next unit.
  for (; number >= 1023.95 && unit < units.length - 1; unit += 1) number /= 1024;
  return `${number.toFixed(1).replace(/\.0$/, '')} ${units[unit]}`;
}

function dollarsText(dollars: number): string {
  return dollars > 0 && dollars < 0.005 ? 'less than $0.01' : `$${dollars.toFixed(2)}`;
}
