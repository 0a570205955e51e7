import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../lib/lake/sha256.ts';
import { madeFiles } from '../../simulation/made-files.ts';
import { noReport, withOutcome } from '../../simulation/report.ts';
import { simulate } from '../../simulation/simulate.ts';

/** A few worlds, and others at every push of the workflow: `.ci/run` simulates hundreds. */
const SEEDS = 25;
const FROM = 1 + SEEDS * (Number(process.env.HOURLAKE_TEST_SEED ?? 1) - 1);

describe('the simulation', () => {
  it('sees no period lost, doubled or half-written, and every failure told', async () => {
    let report = noReport(FROM);
    for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
      report = withOutcome(report, await simulate(seed));
    }

    console.info(
      `Repeat this with npm run simulate -- --from ${FROM} --seeds ${SEEDS}: ${report.periodsLanded} periods landed by ${report.runs} runs, of which ${report.dead} died.`,
    );
    expect(report.violations).toEqual([]);
    expect(report.periodsLanded).toBeGreaterThan(SEEDS * 50);
    expect(report.daysLanded).toBeGreaterThan(SEEDS);
    expect(report.dead).toBeGreaterThan(SEEDS);
    expect(report.reported).toBeGreaterThan(SEEDS);
    expect(report.landedBeforeQuiet).toBeGreaterThan(report.periodsLanded / 2);
  });

  it('does the same to the last event for the same seed', async () => {
    const seeds = [3, 4, 5];
    const digests: string[][] = [];
    for (const seed of seeds) {
      const [one, other] = [await simulate(seed), await simulate(seed)];
      digests.push([one.digest, other.digest]);
    }

    for (const [one, other] of digests) expect(other).toBe(one);
    expect(new Set(digests.flat()).size).toBe(seeds.length);
  });

  it('does the same in another process, which has made no file before', async () => {
    const { digest } = await simulate(7);

    const command = ['--import', 'tsx', 'simulation/run.ts', '--seed', '7'];
    const said = execFileSync(process.execPath, command, { encoding: 'utf8' });

    expect(said).toContain(digest);
  });

  it('leaves the files that it remembers as they were made', () => {
    const files = madeFiles();

    expect(files.length).toBeGreaterThan(50);
    for (const { body, sha256: digest } of files) expect(sha256(body)).toBe(digest);
  });
});
