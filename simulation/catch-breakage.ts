import type { Breakage } from './broken/breakage.ts';
import type { Scenario } from './scenario.ts';
import { type Outcome, simulate } from './simulate.ts';

/**
 * Simulates one seed after another until a defect is detected.
 *
 * @param search.scenarioOf draws the events of a world. Default: those of `simulate`.
 * @returns the outcome of the seed that detects it; `undefined` if none of `most` seeds does
 */
export async function catchBreakage(
  broken: Breakage,
  {
    from = 1,
    most,
    scenarioOf,
  }: { from?: number; most: number; scenarioOf?: ((seed: string) => Scenario) | undefined },
): Promise<Outcome | undefined> {
  for (let seed = from; seed < from + most; seed += 1) {
    const scenario = scenarioOf?.(String(seed));
    const outcome = await simulate(seed, { broken, ...(scenario && { scenario }) });
    if (outcome.violation !== undefined) return outcome;
  }
  return undefined;
}
