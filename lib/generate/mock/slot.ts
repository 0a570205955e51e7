import type { Field } from '../../schemas/table-schema.ts';
import type { DrawsOf } from './rows/draws.ts';
import type { MockTime } from './rows/mock-time.ts';

/** A field as far as its values are fitted to its type. */
export interface Slot {
  readonly field: Field;
  /** Words of its name, in small ASCII letters. */
  readonly words: readonly string[];
  /** Random numbers of this field only. */
  readonly draws: DrawsOf;
  readonly time: MockTime;
  readonly language: Language;
}

/** The language that the names of fields are in. */
export type Language = 'pt' | 'en';
