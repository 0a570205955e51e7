import { describe, expect, it } from 'vitest';
import { parseHour, periodRange } from '../../../lib/model/period.ts';
import { nothingWrong, reportOn } from './people-report.ts';

/** `npm run test:million` checks a million of them, over a year. */
describe('twenty thousand accounts over six weeks', () => {
  const hours = periodRange(parseHour('2026-01-25T00'), parseHour('2026-03-08T00'));
  const report = reportOn(hours, { seed: 'people', accountsPerHour: 20 });

  it('have no invalid CPF, no duplicate, no postal code of two streets, no contradiction and no minor', () => {
    expect(report).toMatchObject(nothingWrong);
  });

  it('have different names in nine of ten cases', () => {
    expect(report.people).toBeGreaterThan(18_000);
    expect(report.distinctNames / report.people).toBeGreaterThan(0.9);
  });

  it('come in counts that pass a chi-squared test against the expected counts', () => {
    expect(Math.abs(report.chiSquaredDeviation)).toBeLessThan(4);
  });
});
