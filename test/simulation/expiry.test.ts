import { describe, expect, it } from 'vitest';
import { removesTooEarly } from '../../simulation/broken/breakages.ts';
import { keepingScenarioOf } from '../../simulation/keeping-scenario.ts';
import { noReport, withOutcome } from '../../simulation/report.ts';
import { simulate } from '../../simulation/simulate.ts';

/** A few worlds, and others at every push of the workflow. */
const SEEDS = 8;
const FROM = 1 + SEEDS * (Number(process.env.HOURLAKE_TEST_SEED ?? 1) - 1);

describe('the simulation of a lake that keeps its hours for a week', () => {
  it('sees nothing removed before its time, nothing expired land, and every day stay', async () => {
    let report = noReport(FROM);
    let expired = 0;
    for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
      const outcome = await simulate(seed, { scenario: keepingScenarioOf(String(seed)) });
      report = withOutcome(report, outcome);
      expired += outcome.hoursExpired;
    }

    expect(report.violations).toEqual([]);
    expect(expired).toBeGreaterThan(SEEDS * 20);
    expect(report.dead).toBeGreaterThan(SEEDS);
  });

  it('does the same to the last event for the same seed', async () => {
    const scenario = keepingScenarioOf('2');

    const [one, other] = [await simulate(2, { scenario }), await simulate(2, { scenario })];

    expect(other.digest).toBe(one.digest);
  });

  it('notices a sweep that removes a day too early', async () => {
    const { violation } = await simulate(1, {
      scenario: keepingScenarioOf('1'),
      broken: removesTooEarly,
    });

    expect(violation?.what).toBe('a visible object vanished');
  });
});
