/**
 * Reduces a name to lower-case ASCII letters, as in an e-mail address. Accents are removed and all
 * other characters are dropped.
 *
 * @example
 * plainAscii('João Conceição') // => 'joaoconceicao'
 */
export function plainAscii(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
