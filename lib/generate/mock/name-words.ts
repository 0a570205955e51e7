/** Parts of a name: separated by anything else than letters and digits, by a change of case, or by one of letters and digits. */
const WORDS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/**
 * The words of a name, in small letters without accents.
 *
 * @example
 * nameWords('dataCriacao') // => ['data', 'criacao']
 * nameWords('nº_CARTÃO2') // => ['no', 'cartao', '2']
 */
export function nameWords(name: string): string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  return (plain.match(WORDS) ?? []).map((word) => word.toLowerCase());
}
