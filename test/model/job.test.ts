import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { findJob, type Job } from '../../lib/model/job.ts';

describe('findJob', () => {
  const some = [aJob('fake-accounts'), aJob('podcasts')];

  it('finds a job by its name', () => {
    expect(findJob(some, 'podcasts')).toBe(some[1]);
  });

  it.each(['podcast', 'Podcasts', 'pod_casts', 'podcsats'])(
    'suggests the nearest name for %s, and lists all',
    (name) => {
      expect(() => findJob(some, name)).toThrow(
        new InputError({
          expected: 'the name of a job',
          got: JSON.stringify(name),
          advice: 'Did you mean "podcasts"? The jobs are fake-accounts, podcasts.',
        }),
      );
    },
  );

  it('suggests nothing for a name that is like none', () => {
    expect(() => findJob(some, 'spotify')).toThrow(
      'Expected the name of a job, got "spotify". The jobs are fake-accounts, podcasts.',
    );
  });

  it.each(['', '__proto__', 'constructor'])('knows no job %j', (name) => {
    expect(() => findJob(some, name)).toThrow(InputError);
  });
});

function aJob(name: string, facts: Partial<Job> = {}): Job {
  const table = { name: name.replaceAll('-', '_'), description: '', columns: [] };
  return { name, table, grain: 'hour', layer: 'landing', source: { kind: 'none' }, ...facts };
}
