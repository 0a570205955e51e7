import { beforeAll, describe, expect, it } from 'vitest';
import { parseHour, periodRange } from '../../lib/model/period.ts';
import { nothingWrong, type PeopleReport, reportOn } from '../generate/accounts/people-report.ts';

const YEAR = periodRange(parseHour('2026-01-01T00'), parseHour('2027-01-01T00'));

describe('a million accounts over a year of hours', () => {
  let report: PeopleReport;

  beforeAll(() => {
    report = reportOn(YEAR, { seed: 'a million', accountsPerHour: 115 });
    console.log(report);
  });

  it('are a million', () => {
    expect(YEAR).toHaveLength(8760);
    expect(report.people).toBeGreaterThanOrEqual(1_000_000);
  });

  it('have no invalid CPF, no duplicate, no postal code of two streets, no contradiction and no minor', () => {
    expect(report).toMatchObject(nothingWrong);
  });

  it('have at least 200,000 different names', () => {
    expect(report.distinctNames).toBeGreaterThanOrEqual(200_000);
  });

  it('come in counts that pass a chi-squared test against what is expected', () => {
    expect(Math.abs(report.chiSquaredDeviation)).toBeLessThan(4);
  });
});
