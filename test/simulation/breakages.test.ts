import { describe, expect, it } from 'vitest';
import { apiScenarioOf } from '../../simulation/api-scenario.ts';
import { apiBreakages } from '../../simulation/broken/api-breakages.ts';
import { breakages, everyWriterLooksDead } from '../../simulation/broken/breakages.ts';
import { inboxBreakages } from '../../simulation/broken/inbox-breakages.ts';
import { catchBreakage } from '../../simulation/catch-breakage.ts';
import { inboxScenarioOf } from '../../simulation/inbox-scenario.ts';

/** What each may take; docs/reliability.md says what each took. */
const MOST_SEEDS = 300;

describe('the simulation of a world that is broken on purpose', () => {
  it.each(breakages)('notices $name', async (broken) => {
    const outcome = await catchBreakage(broken, { most: MOST_SEEDS });

    console.info(`${broken.name}: noticed in seed ${outcome?.seed}: ${outcome?.violation?.what}`);
    expect(outcome?.violation).toBeDefined();
  });

  it.each(inboxBreakages)('notices $name', async (broken) => {
    const outcome = await catchBreakage(broken, {
      most: MOST_SEEDS,
      scenarioOf: inboxScenarioOf,
    });

    console.info(`${broken.name}: noticed in seed ${outcome?.seed}: ${outcome?.violation?.what}`);
    expect(outcome?.violation).toBeDefined();
  });

  it.each(apiBreakages)('notices $name', async (broken) => {
    const outcome = await catchBreakage(broken, { most: MOST_SEEDS, scenarioOf: apiScenarioOf });

    console.info(`${broken.name}: noticed in seed ${outcome?.seed}: ${outcome?.violation?.what}`);
    expect(outcome?.violation).toBeDefined();
  });

  it('sees no harm where every writer looks dead: who loses a file starts over', async () => {
    const outcome = await catchBreakage(everyWriterLooksDead, { most: 25 });

    expect(outcome).toBeUndefined();
  });
});
