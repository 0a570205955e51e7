import { describe, expect, it } from 'vitest';
import {
  COMMON_STREETS,
  STREET_GIVEN_NAMES,
  STREET_SURNAMES,
  streetNamedAfter,
  writeStreetName,
} from '../../lib/brazil/street-names.ts';
import { streetNames } from '../../lib/brazil/streets.ts';
import { TextWriter } from '../../lib/model/text-writer.ts';

const people = Array.from({ length: STREET_GIVEN_NAMES * STREET_SURNAMES }, (_, person) =>
  streetNamedAfter(Math.floor(person / STREET_SURNAMES), person % STREET_SURNAMES),
);

describe('street names', () => {
  it('are the common ones, each once, for the first numbers', () => {
    const common = written(Array.from({ length: COMMON_STREETS }, (_, street) => street));

    expect(common.toSorted()).toEqual([...streetNames].sort());
  });

  it('are different for each person, and different from the common ones', () => {
    const names = new Set([...written(people), ...streetNames]);

    expect(names.size).toBe(people.length + streetNames.length);
  });

  it('are mostly those of a Rua', () => {
    const ruas = written(people).filter((name) => name.startsWith('Rua '));

    expect(ruas.length / people.length).toBeCloseTo(11 / 16, 2);
  });

  it('pair every given name with every surname before a pair comes again', () => {
    const pairs = people.map((_, street) =>
      streetNamedAfter(street % STREET_GIVEN_NAMES, street % STREET_SURNAMES),
    );

    expect(new Set(pairs).size).toBe(people.length);
  });
});

function written(streets: readonly number[]): string[] {
  const out = new TextWriter(streets.length);
  for (const street of streets) {
    out.begin();
    writeStreetName(out, street);
    out.end();
  }
  return [...out.column()];
}
