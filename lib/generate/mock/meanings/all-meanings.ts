import { identities } from './documents.ts';
import { labels } from './labels.ts';
import type { Meaning } from './meaning.ts';
import { numbers } from './numbers.ts';
import { people } from './people.ts';
import { placesAndPhones } from './places.ts';
import { times } from './times.ts';
import { web } from './web.ts';

/** What values can be about, all of it. */
export const meanings: readonly Meaning[] = [
  ...people,
  ...identities,
  ...placesAndPhones,
  ...times,
  ...numbers,
  ...labels,
  ...web,
];

const byName = new Map(meanings.map((meaning) => [meaning.name, meaning]));

/** The names that an override can have. */
export const meaningNames: readonly string[] = [...byName.keys()];

/** The meaning with a name. */
export function meaningNamed(name: string): Meaning | undefined {
  return byName.get(name);
}
