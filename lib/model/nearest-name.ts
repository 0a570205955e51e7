/** Separators and case do not count: `topcities`, `top_cities` and `Top Cities` are all `top-cities`. */
const SEPARATORS = /[\s_.-]+/g;

/**
 * The known name that a person most likely meant: the one with the fewest typing slips, that is
 * characters inserted, left out, replaced or swapped with their neighbour (the optimal string
 * alignment distance, a restricted Damerau-Levenshtein distance). Case and separators are ignored.
 *
 * @param names the known names; the earlier of two equally near names wins
 * @returns `undefined` when more than a third of the longer text would have to change
 * @example
 * nearestName('topcities', ['accounts-by-state', 'top-cities']) // => 'top-cities'
 * nearestName('Bucketname', ['bucketName', 'githubBranch']) // => 'bucketName'
 * nearestName('ingset', ['ingest', 'backfill']) // => 'ingest'
 * nearestName('xml', ['csv', 'json']) // => undefined
 */
export function nearestName(text: string, names: readonly string[]): string | undefined {
  const typed = bare(text);
  let nearest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const known = bare(name);
    const most = Math.floor(Math.max(typed.length, known.length) / 3);
    // Each missing character is a slip. This also keeps a very long text from being compared.
    if (Math.abs(typed.length - known.length) > most) continue;
    const slips = slipsBetween(typed, known);
    if (slips > most || slips >= fewest) continue;
    fewest = slips;
    nearest = name;
  }
  return nearest;
}

/**
 * The advice of an error about an unknown name: the nearest name, if there is one, as a question
 * that ends with a space, to stand before the sentence that lists all names.
 *
 * @example
 * didYouMean('parket', ['csv', 'parquet']) // => 'Did you mean "parquet"? '
 * didYouMean('xml', ['csv', 'parquet']) // => ''
 */
export function didYouMean(text: string, names: readonly string[]): string {
  const nearest = nearestName(text, names);
  return nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `;
}

function bare(text: string): string {
  return text.toLowerCase().replace(SEPARATORS, '');
}

/** Row by row through the table of distances between the beginnings of both texts. */
function slipsBetween(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = at(last, column - 1) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const shifted = Math.min(at(last, column), at(current, column - 1)) + 1;
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const swapped = isSwap ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, shifted, swapped));
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

/** A distance of the table; infinite outside of it. */
function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
