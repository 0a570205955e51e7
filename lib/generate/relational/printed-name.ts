import { plainAscii } from '../../brazil/plain-ascii.ts';

/** Characters that a card has room for: ISO/IEC 7813 gives a name 2 to 26 on the stripe. */
export const LONGEST_PRINTED = 26;

/**
 * A name as it is printed on a card: capitals without accents, at most 26 characters. A name that is
 * too long loses its particles, then the letters of its middle names but the first, from left to right,
 * and then its end.
 *
 * @example
 * printedName('Ana Conceição') // => 'ANA CONCEICAO'
 * printedName('João Vítor da Conceição Lima') // => 'JOAO VITOR CONCEICAO LIMA'
 * printedName('Maria Eduarda do Nascimento Albuquerque') // => 'MARIA E N ALBUQUERQUE'
 */
export function printedName(name: string): string {
  const words = name.split(' ').filter((word) => word !== '');
  const all = joined(words);
  if (all.length <= LONGEST_PRINTED) return all;
  // Particles are what names have in small letters: da, dos, e.
  const short = words.filter((word) => word[0] !== word[0]?.toLowerCase());
  for (let middle = 1; middle < short.length - 1; middle += 1) {
    if (joined(short).length <= LONGEST_PRINTED) break;
    short[middle] = short[middle]?.[0] ?? '';
  }
  return joined(short).slice(0, LONGEST_PRINTED).trimEnd();
}

function joined(words: readonly string[]): string {
  return words.map((word) => plainAscii(word).toUpperCase()).join(' ');
}
