/** Accents and other marks, once they are separate from their letters. */
const MARKS = /\p{M}/gu;

/** What separates the words of a name. */
const SEPARATORS = /[\s_-]+/g;

/**
 * A name in the form in which names are compared: without accents, case and surrounding blanks, with one
 * `_` between words.
 *
 * @example
 * comparableName('  Data da Venda ') // => 'data_da_venda'
 * comparableName('PREÇO-UNITÁRIO') // => 'preco_unitario'
 */
export function comparableName(name: string): string {
  return name.normalize('NFD').replace(MARKS, '').toLowerCase().trim().replace(SEPARATORS, '_');
}
