import type { Field } from '../../schemas/table-schema.ts';
import { guessesOf } from './guess/guess.ts';
import { languageOf } from './guess/language.ts';
import { type Leaf, leavesOf } from './guess/leaves.ts';
import type { Context, Meaning } from './meanings/meaning.ts';
import { meaningOf } from './overridden.ts';
import type { Override } from './overrides.ts';
import { type Pair, pairsIn } from './pairs.ts';
import type { PlanOptions } from './plan-fields.ts';
import type { DrawsOf } from './rows/draws.ts';
import { subjectsOf } from './subjects/subjects.ts';

/** What is known of the fields of a table before their values are made. */
export interface TableGuess {
  readonly leaves: readonly Leaf[];
  /** What a person says of a field. */
  overrideOf(leaf: Leaf): Override | undefined;
  /** What a field may be about, the likeliest first. One that a person named is the only one. */
  meaningsOf(leaf: Leaf): readonly Meaning[];
  /** The pair of a code and its description that a field is in. */
  pairOf(leaf: Leaf): Pair | undefined;
  contextOf(leaf: Leaf): Context;
}

/** Guesses what the fields of a table are about, and finds what they share. */
export function guessTable(
  fields: readonly Field[],
  { draws, time, overrides }: PlanOptions,
): TableGuess {
  const leaves = leavesOf(fields);
  // A field may have a name that every object has, such as `constructor`.
  const said = new Map(Object.entries(overrides));
  const overrideOf = ({ path }: Leaf) => said.get(path);
  const meanings = new Map(
    leaves.map((leaf) => {
      const override = overrideOf(leaf);
      const asked = override === undefined ? undefined : meaningOf(override, leaf.path);
      return [leaf, asked === undefined ? guessesOf(leaf) : [asked]] as const;
    }),
  );
  const meaningsOf = (leaf: Leaf) => meanings.get(leaf) ?? [];
  const owned = leaves.flatMap((leaf) => {
    const [likeliest] = meaningsOf(leaf);
    return likeliest?.subject ? [{ leaf, kind: likeliest.subject, meaning: likeliest.name }] : [];
  });
  const subjects = subjectsOf({ draws, time, owned });
  const pairs = pairsIn(leaves.filter((leaf) => overrideOf(leaf) === undefined));
  const language = languageOf(leaves.flatMap(({ words }) => words)) ?? 'pt';
  return {
    leaves,
    overrideOf,
    meaningsOf,
    pairOf: (leaf) => pairs.find((pair) => pair.code === leaf || pair.description === leaf),
    contextOf: (leaf) => ({
      field: leaf.field,
      words: leaf.words,
      recordWords: leaf.recordWords,
      around: new Set([...leaf.siblings.flat(), ...leaf.recordWords]),
      isAsked: overrideOf(leaf) !== undefined,
      draws: ofField(draws, leaf.path),
      shared: subjects.sharedBy(leaf),
      time,
      language: languageOf(leaf.words) ?? language,
      person: subjects.personOf(leaf),
      company: subjects.companyOf(leaf),
      card: subjects.cardOf(leaf),
      timeline: subjects.timelineOf(leaf),
    }),
  };
}

/** Random numbers of a field only. */
function ofField(draws: DrawsOf, path: string): DrawsOf {
  return (...purpose) => draws('field', path, ...purpose);
}
