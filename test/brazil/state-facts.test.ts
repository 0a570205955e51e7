import { describe, expect, it } from 'vitest';
import { stateFacts } from '../../lib/brazil/state-facts.ts';
import { states } from '../../lib/brazil/states.ts';

describe('facts of states', () => {
  it('are known of every state', () => {
    expect(Object.keys(stateFacts).sort()).toEqual(states.map(({ uf }) => uf).sort());
    expect(new Set(Object.values(stateFacts).map(({ name }) => name)).size).toBe(27);
  });

  it('put each capital within Brazil, and each state in one of five regions', () => {
    for (const { latitude, longitude } of Object.values(stateFacts)) {
      // From Oiapoque to Chuí, and from the Serra do Divisor to Ponta do Seixas.
      expect(latitude > -3375 && latitude < 527).toBe(true);
      expect(longitude > -7399 && longitude < -3479).toBe(true);
    }
    expect(new Set(Object.values(stateFacts).map(({ region }) => region)).size).toBe(5);
  });
});
