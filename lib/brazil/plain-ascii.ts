/**
 * A name in lower-case ASCII letters, as it stands in an e-mail address: accents dropped, all else left out.
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
