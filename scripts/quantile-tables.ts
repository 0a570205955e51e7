import { writeFileSync } from 'node:fs';

/** The file that this script writes. */
export const file = 'lib/model/quantile-tables.ts';

/** Nodes of the upper half of the normal distribution, from its median on. */
const NODES = 513;

/** Steps of a doubling. */
const STEPS = 256;

/** Scale of quantiles: they are below 4, and so take 18 bits. */
const QUANTILE_SCALE = 2 ** 16;

const POWER_SCALE = 2 ** 30;

/** The text of {@link file}. */
export function quantileTables(): string {
  const quantiles = Array.from({ length: NODES }, (_, node) =>
    Math.round(normalQuantile(probabilityAt(node)) * QUANTILE_SCALE),
  );
  const powers = Array.from({ length: STEPS + 1 }, (_, step) =>
    Math.round(2 ** (step / STEPS) * POWER_SCALE),
  );
  return `// Written by scripts/quantile-tables.ts: numbers that must be the same on every machine. Their last bit
// could depend on the engine if they were computed where they are used.

// biome-ignore format: numbers
/** Quantiles of the standard normal distribution at 512/1024 to 1023/1024, and at 4095/4096; times 2^16. */
export const normalQuantiles: readonly number[] = [
${lines(quantiles)}
];

// biome-ignore format: numbers
/** 2 to the power of 0/256 to 256/256, times 2^30. */
export const powersOfTwo: readonly number[] = [
${lines(powers)}
];
`;
}

/** The last node stands for the tail, whose quantile is infinite at its end. */
function probabilityAt(node: number): number {
  return node === NODES - 1 ? 4095 / 4096 : 0.5 + node / 1024;
}

/** By bisection. */
function normalQuantile(probability: number): number {
  let [low, high] = [0, 8];
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (normalProbability(middle) < probability) low = middle;
    else high = middle;
  }
  return low;
}

/** By its Taylor series around 0 (Marsaglia, "Evaluating the Normal Distribution", 2004). */
function normalProbability(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 3; n < 400; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

function lines(numbers: readonly number[]): string {
  const rows: string[] = [];
  for (let from = 0; from < numbers.length; from += 10) {
    rows.push(`  ${numbers.slice(from, from + 10).join(', ')},`);
  }
  return rows.join('\n');
}

if (process.argv[1] === import.meta.filename) writeFileSync(file, quantileTables());
