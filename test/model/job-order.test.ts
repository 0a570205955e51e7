import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../lib/errors.ts';
import { checkJobs } from '../../lib/model/check-jobs.ts';
import type { Job } from '../../lib/model/job.ts';
import { inOrderOfInputs, withInputs } from '../../lib/model/job-order.ts';

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
