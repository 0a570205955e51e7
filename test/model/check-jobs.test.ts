import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Job, Layer } from '../../lib/model/job.ts';

describe('checkJobs', () => {
  it('takes the jobs of this lake', () => {
    expect(() => checkJobs(jobs)).not.toThrow();
  });

  it('takes jobs of every layer and grain', () => {
    const all = [
      aJob('hours'),
      aJob('days', { grain: 'day', inputs: ['hours'] }),
      aJob('files', { grain: 'file' }),
      aJob('bronze-hours', { grain: 'day', layer: 'bronze', inputs: ['hours'] }),
    ];

    expect(() => checkJobs(all)).not.toThrow();
  });

  it.each([
    '',
    'Accounts',
    'fake_accounts',
    'fake--accounts',
    '-a',
    'a-',
    '1a',
    '../a',
    'a/b',
    'a b',
    'a\n',
    '_lake',
    '.landing',
    'bronze',
    'raw',
    'backup',
    'gold',
  ])('refuses the name %j, which is not kebab-case or the folder of a layer', (name) => {
    expect(() => checkJobs([aJob(name)])).toThrow(
      /to have a kebab-case name that is not one of the folders of a layer, got/,
    );
  });

  it('suggests the nearest layer', () => {
    const job = aJob('podcasts', { layer: 'landin' as Layer });

    expect(() => checkJobs([job])).toThrow(
      'Expected the job "podcasts" to have one of the layers landing, bronze, rejects, got "landin". Did you mean "landing"? Correct its file in jobs/.',
    );
  });

  it('refuses a job of rejects without the name of its layer after that of the job', () => {
    expect(() => checkJobs([aJob('podcasts', { layer: 'rejects' })])).toThrow(
      /a name that ends in -rejects/,
    );
  });

  it('takes an inbox for captured files only, and whole days to keep raw files', () => {
    const file = { grain: 'file', inbox: './drop', keepRawDays: 90 } as const;

    expect(() => checkJobs([aJob('podcasts', file)])).not.toThrow();
    expect(() => checkJobs([aJob('podcasts', { ...file, grain: 'day' })])).toThrow(/grain file/);
    expect(() => checkJobs([aJob('podcasts', { ...file, keepRawDays: 0 })])).toThrow(/keepRawDays/);
  });

  it('takes days to keep what is captured of periods, for jobs that capture them into landing', () => {
    const captures = { grain: 'day', captures: 'snapshot' } as const;
    const named = (job: Partial<Job>) => () => checkJobs([aJob('podcasts', job)]);

    expect(named({ ...captures, keepRawDays: 90 })).not.toThrow();
    expect(named({ grain: 'day', keepRawDays: 90 })).toThrow(
      /no keepRawDays, because it keeps no captures/,
    );
    expect(named({ ...captures, grain: 'file' })).toThrow(
      /no captures, because files are captured/,
    );
    const rejects = { ...captures, layer: 'rejects' } as const;
    expect(() => checkJobs([aJob('podcasts-rejects', rejects)])).toThrow(/the layer landing/);
  });

  it('refuses a bronze job without the name of its layer before its own', () => {
    expect(() => checkJobs([aJob('podcasts', { layer: 'bronze' })])).toThrow(
      /a name that begins with bronze-/,
    );
  });

  it('refuses two jobs of one name, and two of one table', () => {
    const one = aJob('one');

    expect(() => checkJobs([one, aJob('one')])).toThrow(/"one" to have a name and a table of its/);
    expect(() => checkJobs([one, { ...aJob('other'), table: one.table }])).toThrow(
      /"other" to have a name and a table of its own, got "table one"/,
    );
  });

  it('suggests the nearest name for an input that does not exist', () => {
    const all = [aJob('podcasts'), aJob('days', { inputs: ['podcast'] })];

    expect(() => checkJobs(all)).toThrow(/got "podcast"\. Did you mean "podcasts"\?/);
  });
});

function aJob(name: string, facts: Partial<Job> = {}): Job {
  const table = { name: name.replaceAll('-', '_'), description: '', columns: [] };
  return { name, table, grain: 'hour', layer: 'landing', source: { kind: 'none' }, ...facts };
}
