/**
 * A weight to the power of 3/4. The lists contain only the most common names, and most people draw
 * two surnames: with the plain weights, the first names of a list would occur far more often than
 * they do among Brazilians (measured in docs/data.md).
 *
 * @example
 * tempered(16) // => 8
 */
export function tempered(weight: number): number {
  // Square roots are exact on every platform (IEEE 754); powers are not.
  return Math.sqrt(weight * Math.sqrt(weight));
}

/** The names of a list that another list does not have, in their order. */
export function missingFrom(names: readonly string[], known: readonly string[]): string[] {
  const there = new Set(known);
  return names.filter((name) => !there.has(name));
}
