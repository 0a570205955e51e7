import { describe, expect, it } from 'vitest';
import { verdictOnJob } from '../../lib/report/verdict.ts';
import { allFacts, jobFactsWith } from './page/some-facts.ts';

const [landed] = jobFactsWith().periods;

function waiting(count: number) {
  if (landed === undefined) throw new Error('No period in the facts');
  const late = Array.from({ length: count }, () => ({ ...landed, state: 'waiting' as const }));
  return verdictOnJob(jobFactsWith({ periods: [landed, ...late] }));
}

describe('the verdict on a job', () => {
  it('is good while only the newest period waits', () => {
    expect(waiting(0).state).toBe('good');
    expect(waiting(1).state).toBe('good');
  });

  it('counts periods that wait when there are more of them', () => {
    const verdict = waiting(4);

    expect(verdict.state).toBe('warning');
    expect(verdict.counts.waiting).toBe(4);
  });

  it('is bad where something has to be mended', () => {
    const [job] = allFacts().jobs;

    expect(job === undefined ? undefined : verdictOnJob(job).state).toBe('bad');
  });
});
