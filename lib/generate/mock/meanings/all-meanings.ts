import { bankMeanings } from './bank.ts';
import { birthMeanings } from './births.ts';
import { cardMeanings } from './cards.ts';
import { coordinateMeanings } from './coordinates.ts';
import { countryMeanings } from './countries.ts';
import { documentMeanings } from './documents.ts';
import { hashMeanings } from './hashes.ts';
import { labelMeanings } from './labels.ts';
import type { Meaning } from './meaning.ts';
import { numberMeanings } from './numbers.ts';
import { personMeanings } from './people.ts';
import { phoneMeanings } from './phones.ts';
import { placeMeanings } from './places.ts';
import { programMeanings } from './programs.ts';
import { thingMeanings } from './things.ts';
import { timePartMeanings } from './time-parts.ts';
import { timeMeanings } from './times.ts';
import { webMeanings } from './web.ts';

/** What values can be about, all of it. */
export const meanings: readonly Meaning[] = [
  ...personMeanings,
  ...birthMeanings,
  ...documentMeanings,
  ...cardMeanings,
  ...bankMeanings,
  ...placeMeanings,
  ...phoneMeanings,
  ...coordinateMeanings,
  ...countryMeanings,
  ...timeMeanings,
  ...timePartMeanings,
  ...numberMeanings,
  ...labelMeanings,
  ...thingMeanings,
  ...webMeanings,
  ...hashMeanings,
  ...programMeanings,
];

const byName = new Map(meanings.map((meaning) => [meaning.name, meaning]));

/** The names that an override can have. */
export const meaningNames: readonly string[] = [...byName.keys()];

/** The meaning with a name. */
export function meaningNamed(name: string): Meaning | undefined {
  return byName.get(name);
}
