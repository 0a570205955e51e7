import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { InputError } from '../../lib/errors.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import { findJob, type Job, type Layer } from '../../lib/model/job.ts';
import { inOrderOfInputs, withInputs } from '../../lib/model/job-order.ts';

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

describe('inOrderOfInputs', () => {
  it('puts each job after its inputs, and otherwise keeps the order', () => {
    const sorted = inOrderOfInputs([
      aJob('e'),
      aJob('d', { inputs: ['b', 'c'] }),
      aJob('c', { inputs: ['a'] }),
      aJob('b', { inputs: ['a'] }),
      aJob('a'),
    ]);

    expect(namesOf(sorted)).toEqual(['e', 'a', 'b', 'c', 'd']);
  });

  it('leaves out inputs that are not among the jobs', () => {
    expect(namesOf(inOrderOfInputs([aJob('b', { inputs: ['a'] })]))).toEqual(['b']);
  });

  it.each([
    ['itself', [aJob('a', { inputs: ['a'] })], 'a <- a'],
    ['two', [aJob('a', { inputs: ['b'] }), aJob('b', { inputs: ['a'] })], 'a <- b <- a'],
    [
      'three that a fourth job reads',
      [
        aJob('d', { inputs: ['a'] }),
        aJob('a', { inputs: ['b'] }),
        aJob('b', { inputs: ['c'] }),
        aJob('c', { inputs: ['a'] }),
      ],
      'a <- b <- c <- a',
    ],
  ])('names the jobs of a cycle of %s', (_, cyclic, cycle) => {
    expect(() => inOrderOfInputs(cyclic)).toThrow(
      `Expected jobs whose inputs form no cycle, got ${cycle}. Remove one of these inputs in jobs/.`,
    );
    expect(() => checkJobs(cyclic)).toThrow(/got a <- /);
  });

  it('has every job once, after its inputs, whatever they are', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((count) =>
        fc.tuple(
          ...Array.from({ length: count }, (_, index) =>
            fc.subarray(Array.from({ length: index }, (_each, input) => `job-${input}`)),
          ),
        ),
      )
      .map((inputs) => inputs.map((names, index) => aJob(`job-${index}`, { inputs: names })))
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    fc.assert(
      fc.property(graph, (all) => {
        const sorted = namesOf(inOrderOfInputs(all));

        expect([...sorted].sort()).toEqual(namesOf(all).sort());
        for (const { name, inputs = [] } of all) {
          for (const input of inputs) {
            expect(sorted.indexOf(input)).toBeLessThan(sorted.indexOf(name));
          }
        }
      }),
    );
  });
});

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

  it('takes an inbox and days to keep raw files for captured files only', () => {
    const file = { grain: 'file', inbox: './drop', keepRawDays: 90 } as const;

    expect(() => checkJobs([aJob('podcasts', file)])).not.toThrow();
    expect(() => checkJobs([aJob('podcasts', { ...file, grain: 'day' })])).toThrow(/grain file/);
    expect(() => checkJobs([aJob('podcasts', { ...file, keepRawDays: 0 })])).toThrow(/keepRawDays/);
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

describe('withInputs', () => {
  const [hours, days] = [aJob('hours', { on: false }), aJob('days', { inputs: ['hours'] })];
  const weeks = aJob('weeks', { inputs: ['days'] });
  const all = [weeks, days, hours];

  it('adds the inputs of jobs, and the inputs of these, in the order in which they run', () => {
    expect(withInputs([weeks], all)).toEqual([hours, days, weeks]);
  });

  it('adds nothing twice, and nothing else', () => {
    expect(withInputs([days, hours], all)).toEqual([hours, days]);
    expect(withInputs([hours], all)).toEqual([hours]);
    expect(withInputs([], all)).toEqual([]);
  });

  it('rejects inputs that form a cycle', () => {
    const cycle = [aJob('one', { inputs: ['other'] }), aJob('other', { inputs: ['one'] })];

    expect(() => withInputs(cycle, cycle)).toThrow(InputError);
  });
});

function aJob(name: string, facts: Partial<Job> = {}): Job {
  const table = { name: name.replaceAll('-', '_'), description: '', columns: [] };
  return { name, table, grain: 'hour', layer: 'landing', source: { kind: 'none' }, ...facts };
}

function namesOf(all: readonly Job[]): string[] {
  return all.map(({ name }) => name);
}
