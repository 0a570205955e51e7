import { describe, expect, it } from 'vitest';
import { everyFaultAtEveryCall, everyLake } from '../../simulation/every-fault.ts';

describe('two runs at once in a bucket, of which one thing goes wrong', () => {
  it.each(everyLake.filter(({ lake }) => lake === 'bucket'))(
    'keep every promise with the $task in a $lake ($seed), whichever fault hits whichever call',
    async (single) => {
      const { calls, worlds, violations } = await everyFaultAtEveryCall(single);

      expect(violations.map(({ violation }) => violation)).toEqual([]);
      expect(calls).toBeGreaterThan(15);
      expect(worlds).toBeGreaterThan(100);
    },
  );
});
