import { describe, expect, it } from 'vitest';
import { areaCodeRows } from '../../lib/brazil/area-codes.ts';
import { places } from '../../lib/brazil/places.ts';
import { states } from '../../lib/brazil/states.ts';

describe('area codes', () => {
  it('have the residents that states and municipalities give them', () => {
    const residents = new Map<number, number>();
    for (const state of states) {
      const cities = places.filter((place) => place.state === state);
      const inCities = cities.reduce((sum, { population }) => sum + population, 0);
      for (const { areaCode, population } of cities) {
        const part = (state.population * population) / inCities;
        residents.set(areaCode, (residents.get(areaCode) ?? 0) + part);
      }
    }

    const expected = [...residents].map(([areaCode, count]) => [areaCode, Math.round(count)]);
    expect(areaCodeRows).toEqual(expected.toSorted(([one = 0], [other = 0]) => one - other));
  });
});
