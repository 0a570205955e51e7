/**
 * The code of an error of BigQuery: one word, so that no text of BigQuery, which may quote values, gets into a
 * message. `unknown` where it is anything else.
 *
 * @example
 * reasonWord('invalidQuery') // => 'invalidQuery'
 * reasonWord('Could not parse "a value"') // => 'unknown'
 */
export function reasonWord(reason: unknown): string {
  return typeof reason === 'string' && /^\w{1,60}$/.test(reason) ? reason : 'unknown';
}
