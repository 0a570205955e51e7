/** How a number is written. */
export interface NumberSpelling {
  /** What may stand between groups of three digits; empty when nothing may. */
  readonly group: '' | '.' | ',';
  /** What stands before the digits of the fraction; empty when there is no fraction. */
  readonly point: '' | '.' | ',';
}

/** The spellings of whole numbers, by example. `.0` may be left out, and only zeros may follow it. */
export const wholeSpellings: Readonly<Record<string, NumberSpelling>> = {
  '1234': { group: '', point: '' },
  '1234.0': { group: '', point: '.' },
  '1234,0': { group: '', point: ',' },
  '1.234': { group: '.', point: '' },
  '1,234': { group: ',', point: '' },
  '1.234,0': { group: '.', point: ',' },
  '1,234.0': { group: ',', point: '.' },
};

/** The spellings of numbers with a fraction, by example. The fraction may be left out. */
export const fractionSpellings: Readonly<Record<string, NumberSpelling>> = {
  '1234.56': { group: '', point: '.' },
  '1234,56': { group: '', point: ',' },
  '1.234,56': { group: '.', point: ',' },
  '1,234.56': { group: ',', point: '.' },
};

/**
 * Why a column of numbers cannot read these spellings, in words that complete "Expected ... to be". One
 * spelling only: `1.234` is two different numbers in two of them.
 *
 * @example
 * spellingProblem(['1234,56'], fractionSpellings) // => undefined
 * spellingProblem([], { '1234': { group: '', point: '' } }) // => 'a list with one of 1234'
 */
export function spellingProblem(
  reads: readonly string[],
  spellings: Readonly<Record<string, NumberSpelling>>,
): string | undefined {
  const [only = ''] = reads;
  if (reads.length === 1 && Object.hasOwn(spellings, only)) return undefined;
  return `a list with one of ${Object.keys(spellings).join(' ')}`;
}
