import { describe, expect, it } from 'vitest';
import { chiSquared, chiSquaredLimit, tally, unevenness } from './chi-squared.ts';

describe('chiSquared', () => {
  it('is nothing when every count is as expected', () => {
    expect(chiSquared([10, 20], [10, 20])).toBe(0);
  });

  it('adds up the squared distances, each by its expectation', () => {
    expect(chiSquared([12, 15], [10, 20])).toBeCloseTo(4 / 10 + 25 / 20);
  });

  // NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.4, upper 0.001.
  it.each([
    [2, 13.816],
    [10, 29.588],
    [100, 149.449],
  ])(
    'has a limit for %i degrees of freedom that agrees with the printed table',
    (degrees, printed) => {
      expect(Math.abs(chiSquaredLimit(degrees) / printed - 1)).toBeLessThan(0.03);
    },
  );
});

describe('tally', () => {
  it('counts the numbers of each bin, the empty ones too', () => {
    expect(tally([0, 2, 2], 4)).toEqual([1, 0, 2, 0]);
  });
});

describe('unevenness', () => {
  it('is above 1 for a loaded die and below 1 for a fair one', () => {
    const loaded = unevenness([100, 100, 100, 100, 100, 200]);
    const fair = unevenness([100, 96, 105, 99, 101, 99]);

    expect(loaded).toBeGreaterThan(1);
    expect(fair).toBeLessThan(1);
  });
});
