import { describe, expect, it } from 'vitest';
import {
  everyApi,
  everyFaultAtEveryCall,
  everyInbox,
  everyLake,
} from '../../simulation/every-fault.ts';
import type { LakeKind } from '../../simulation/scenario.ts';

/** Tests each fault at each call, over lakes of these kinds. One file for each: two cores run both. */
export function keepEveryPromise(kinds: readonly LakeKind[]): void {
  describe('two runs at once, of which one thing goes wrong', () => {
    it.each([...everyLake, ...everyInbox, ...everyApi].filter(({ lake }) => kinds.includes(lake)))(
      'keep every promise with the $task in a $lake ($seed), whichever fault hits whichever call',
      async (single) => {
        const { calls, worlds, violations } = await everyFaultAtEveryCall(single);

        expect(violations.map(({ violation }) => violation)).toEqual([]);
        expect(calls).toBeGreaterThan(15);
        expect(worlds).toBeGreaterThan(80);
      },
    );
  });
}
