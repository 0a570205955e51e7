import { documentMeanings } from './documents.ts';
import { labelMeanings } from './labels.ts';
import type { Meaning } from './meaning.ts';
import { numberMeanings } from './numbers.ts';
import { personMeanings } from './people.ts';
import { placeMeanings } from './places.ts';
import { timeMeanings } from './times.ts';
import { webMeanings } from './web.ts';

/** What values can be about, all of it. */
export const meanings: readonly Meaning[] = [
  ...personMeanings,
  ...documentMeanings,
  ...placeMeanings,
  ...timeMeanings,
  ...numberMeanings,
  ...labelMeanings,
  ...webMeanings,
];

const byName = new Map(meanings.map((meaning) => [meaning.name, meaning]));

/** The names that an override can have. */
export const meaningNames: readonly string[] = [...byName.keys()];

/** The meaning with a name. */
export function meaningNamed(name: string): Meaning | undefined {
  return byName.get(name);
}
