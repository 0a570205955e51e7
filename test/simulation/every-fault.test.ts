import { describe, expect, it } from 'vitest';
import { everyFaultAtEveryCall, everyLake } from '../../simulation/every-fault.ts';

describe('two runs at once, of which one thing goes wrong', () => {
  it.each(everyLake)(
    'keep every promise in a %s (%i), whichever fault hits whichever call',
    async (lake, seed) => {
      const { calls, worlds, violations } = await everyFaultAtEveryCall(lake, seed);

      expect(violations.map(({ violation }) => violation)).toEqual([]);
      expect(calls).toBeGreaterThan(15);
      expect(worlds).toBeGreaterThan(100);
    },
  );
});
