import type { Breakage } from './broken/breakage.ts';
import { type Outcome, simulate } from './simulate.ts';

/**
 * Simulates one seed after another until a defect is detected.
 *
 * @returns the outcome of the seed that detects it; `undefined` if none of `most` seeds does
 */
export async function catchBreakage(
  broken: Breakage,
  { from = 1, most }: { from?: number; most: number },
): Promise<Outcome | undefined> {
  for (let seed = from; seed < from + most; seed += 1) {
    const outcome = await simulate(seed, { broken });
    if (outcome.violation !== undefined) return outcome;
  }
  return undefined;
}
