import { describe, expect, it } from 'vitest';
import { apiScenarioOf } from '../../simulation/api-scenario.ts';
import { noReport, withOutcome } from '../../simulation/report.ts';
import { simulate } from '../../simulation/simulate.ts';

/** A few worlds, and others at every push of the workflow. */
const SEEDS = 12;
const FROM = 1 + SEEDS * (Number(process.env.HOURLAKE_TEST_SEED ?? 1) - 1);

describe('the simulation of an API', () => {
  it('sees every snapshot of one moment, in its time, and every captured record land once', async () => {
    let report = noReport(FROM);
    for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
      const scenario = apiScenarioOf(String(seed));
      report = withOutcome(report, await simulate(seed, { scenario }));
    }

    const { 'period captured': captured = 0, 'period lost': lost = 0 } = report.sightings;
    console.info(
      `Repeat this with npm run simulate -- --api --from ${FROM} --seeds ${SEEDS}: ${captured} periods captured and ${lost} lost by ${report.runs} runs, of which ${report.dead} died.`,
    );
    expect(report.violations).toEqual([]);
    expect(captured).toBeGreaterThan(SEEDS * 3);
    expect(lost).toBeGreaterThan(SEEDS / 2);
    expect(report.sightings['two captures met']).toBeGreaterThan(0);
    expect(report.dead).toBeGreaterThan(SEEDS / 2);
  });

  it('does the same to the last event for the same seed', async () => {
    const scenario = apiScenarioOf('2');

    const [one, other] = [await simulate(2, { scenario }), await simulate(2, { scenario })];

    expect(other.digest).toBe(one.digest);
  });
});
