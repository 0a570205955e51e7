import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logNormalNodes, quantileOf } from '../../lib/model/log-normal.ts';
import { normalQuantiles, powersOfTwo } from '../../lib/model/quantile-tables.ts';
import { file, quantileTables } from '../../scripts/quantile-tables.ts';

describe('the tables of quantiles', () => {
  it('are what their script writes', () => {
    expect(readFileSync(file, 'utf8')).toBe(quantileTables());
  });

  it('have the quantiles of the normal distribution, by an integral of its density', () => {
    for (const node of [1, 100, 256, 400, 511]) {
      const quantile = (normalQuantiles[node] as number) / 2 ** 16;

      expect(areaTo(quantile)).toBeCloseTo(node / 1024, 5);
    }
    expect(areaTo((normalQuantiles[512] as number) / 2 ** 16)).toBeCloseTo(4095 / 4096 - 0.5, 5);
  });

  it('have powers of two that multiply to two', () => {
    powersOfTwo.forEach((power, step) => {
      const product = (power / 2 ** 30) * ((powersOfTwo[256 - step] as number) / 2 ** 30);
      expect(product).toBeCloseTo(2, 8);
    });
  });
});

describe('a log-normal distribution', () => {
  it('has a third of its values beyond one standard deviation of the binary logarithm', () => {
    const nodes = logNormalNodes(1.5);
    const draws = Array.from({ length: 4096 }, (_, draw) => (draw + 0.5) * 2 ** 20);

    const beyond = draws.filter((draw) => Math.abs(Math.log2(quantileOf(nodes, draw))) > 1.5);

    expect(beyond.length / draws.length).toBeCloseTo(0.3173, 2);
  });

  it('never decreases', () => {
    const nodes = logNormalNodes(0.9);

    for (let node = 1; node < nodes.length; node += 1) {
      expect(nodes[node]).toBeGreaterThanOrEqual(nodes[node - 1] ?? 0);
    }
  });
});

/** The area under the density of the normal distribution from 0 on, by Simpson's rule. */
function areaTo(end: number): number {
  const steps = 1000;
  const width = end / steps;
  let sum = 0;
  for (let step = 0; step <= steps; step += 1) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((step * width) ** 2) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}
