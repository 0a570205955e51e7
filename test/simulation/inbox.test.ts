import { describe, expect, it } from 'vitest';
import { inboxScenarioOf } from '../../simulation/inbox-scenario.ts';
import { noReport, withOutcome } from '../../simulation/report.ts';
import { simulate } from '../../simulation/simulate.ts';

/** A few worlds, and others at every push of the workflow. */
const SEEDS = 25;
const FROM = 1 + SEEDS * (Number(process.env.HOURLAKE_TEST_SEED ?? 1) - 1);

describe('the simulation of an inbox', () => {
  it('sees every file that was dropped land once or stay, with a note if it is of no use', async () => {
    let report = noReport(FROM);
    for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
      const scenario = inboxScenarioOf(String(seed));
      report = withOutcome(report, await simulate(seed, { scenario }));
    }

    const { captured = 0, known = 0, refused = 0 } = report.sightings;
    console.info(
      `Repeat this with npm run simulate -- --inbox --from ${FROM} --seeds ${SEEDS}: ${captured} files captured, ${known} recognized, ${refused} refused by ${report.runs} runs, of which ${report.dead} died.`,
    );
    expect(report.violations).toEqual([]);
    expect(captured).toBeGreaterThan(SEEDS);
    expect(known).toBeGreaterThan(SEEDS / 4);
    expect(refused).toBeGreaterThan(SEEDS / 4);
    expect(report.sightings.changed).toBeGreaterThan(0);
    expect(report.dead).toBeGreaterThan(SEEDS / 2);
  });

  it('does the same to the last event for the same seed', async () => {
    const scenario = inboxScenarioOf('2');

    const [one, other] = [await simulate(2, { scenario }), await simulate(2, { scenario })];

    expect(other.digest).toBe(one.digest);
  });
});
