import type { Source } from '../model/source.ts';

/**
 * Captures of which this process has seen that all of their rows fit. The rows of a capture are a function
 * of its digest and of the facts of its source, so that what was found out once holds.
 */
const sound = new Set<string>();

/** How a source reads captures: the same facts, whichever its generator is, give the same rejects. */
export type ReadingFacts = Source['facts'];

/** Remembers that all rows of a capture fit. */
export function rememberSound(sha256: string, facts: ReadingFacts): void {
  sound.add(keyOf(sha256, facts));
}

/**
 * Whether all rows of a capture are known to fit, so that it need not be parsed to find no rejects.
 *
 * @example
 * isKnownSound('3f9a', { contract: '91c2', sheets: 'first' }) // => false
 */
export function isKnownSound(sha256: string, facts: ReadingFacts): boolean {
  return sound.has(keyOf(sha256, facts));
}

function keyOf(sha256: string, { generator: _, ...facts }: ReadingFacts): string {
  return JSON.stringify([sha256, Object.entries(facts).sort()]);
}
