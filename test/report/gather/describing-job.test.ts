import { describe, expect, it } from 'vitest';
import type { Job } from '../../../lib/model/job.ts';
import { parsePeriod } from '../../../lib/model/period.ts';
import { describingJob } from '../../../lib/report/gather/describing-job.ts';

const table = { name: 'rows', description: '', columns: [] };
const source = { kind: 'by-hand' };
const landing: Job = { name: 'hourly', grain: 'hour', layer: 'landing', source, table };
const daily: Job = {
  ...{ name: 'daily', grain: 'day', layer: 'bronze', source, table },
  inputs: ['hourly'],
};
const HOURS = ['2026-11-18T23', '2026-11-19T00', '2026-11-20T00'];

describe('the job whose distributions are shown', () => {
  it.each([
    [['2026-11-18', '2026-11-19', '2026-11-20'], 'daily'],
    [['2026-11-18', '2026-11-19'], 'daily'],
    [['2026-11-18'], undefined],
    [['2026-11-19'], undefined],
    [[], undefined],
  ])('is, with the bronze days %j, %s', (days, name) => {
    const examined = { job: landing, landed: HOURS.map(parsePeriod) };
    const bronze = { job: daily, landed: days.map(parsePeriod) };

    expect(describingJob(examined, [examined, bronze])?.name).toBe(name);
  });
});
