import { describe, expect, it } from 'vitest';
import { inputNames } from '../../../bin/report/input-names.ts';
import { parsePeriod } from '../../../lib/model/period.ts';

const period = parsePeriod('2026-11-20');

describe('the inputs that are missing', () => {
  it('are named once, and by their rows where these are missing too', () => {
    const names = inputNames([
      { job: 'podcasts', period },
      { job: 'podcasts', period, part: 'raw' },
      { job: 'shows', period, part: 'raw' },
    ]);

    expect(names).toBe('podcasts 2026-11-20, the capture of shows 2026-11-20');
  });

  it('are counted when there are many', () => {
    const inputs = ['a', 'b', 'c', 'd', 'e'].map((job) => ({ job, period }));

    expect(inputNames(inputs)).toBe('a 2026-11-20, b 2026-11-20, c 2026-11-20 and 2 more');
  });
});
