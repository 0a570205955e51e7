import type { Content } from '../content/content.ts';
import type { Slot } from '../slot.ts';
import type { Card } from '../subjects/card.ts';
import type { Company } from '../subjects/company.ts';
import type { Person } from '../subjects/person.ts';
import type { SubjectKind } from '../subjects/subjects.ts';
import type { Timeline } from '../subjects/timeline.ts';

/** A field, and what it shares with the other fields of its row. */
export interface Context extends Slot {
  /** The person that the field is about, if it is about one. */
  readonly person: Person;
  readonly company: Company;
  readonly card: Card;
  readonly timeline: Timeline;
  /** Whether a person asked for the meaning: then the surroundings do not speak against it. */
  readonly isAsked: boolean;
  /** Words of the records around the field. */
  readonly recordWords: readonly string[];
  /** Words of the fields next to it, and of the records around it. */
  readonly around: ReadonlySet<string>;
  /** Random numbers that the fields of the row share, of a purpose. */
  readonly shared: Slot['draws'];
}

/**
 * What values can be about. Its contents are in the order of preference: a field takes the first one
 * that it has room for.
 */
export interface Meaning {
  /** As a person names it in an override: `cpf`. */
  readonly name: string;
  /** What the values are, for the documents. */
  readonly about: string;
  /**
   * Phrases of names that mean it, separated by commas, by how sure they are: 8 for the first or last
   * word of a name that decides everything (`^flg`, `at$`), 5 for words that mean one thing (`cpf`), 3
   * for words that many names have (`codigo`), 1 for words that say little.
   */
  readonly said: Readonly<Record<number, string>>;
  /** Whose it is: all that is a person's or a company's agrees. Default: nobody's. */
  readonly subject?: SubjectKind;
  /** What a field can hold. Empty where the surroundings of the field speak against it. */
  contents(context: Context): readonly Content[];
}
