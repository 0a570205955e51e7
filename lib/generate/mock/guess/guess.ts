import { meanings } from '../meanings/all-meanings.ts';
import type { Meaning } from '../meanings/meaning.ts';
import { nameWords } from '../name-words.ts';
import type { Leaf } from './leaves.ts';

/** A meaning that words speak of. */
interface Phrase {
  readonly meaning: Meaning;
  readonly weight: number;
  /** Where in a name it has to stand. Default: anywhere. */
  readonly place?: 'first' | 'last' | undefined;
}

/** What may be meant, and how strongly the words say so. */
interface Candidate {
  readonly meaning: Meaning;
  readonly score: number;
}

/** A further word of a phrase counts as much as this share of a weight. */
const FURTHER_WORD = 0.6;

/** Weights from which a description counts, and what it counts less than: the words of the name. */
const CLEAR = 5;
const DESCRIBED = 2.9;

/** Words of a description that are read. */
const DESCRIPTION_WORDS = 12;

const phrases = new Map<string, Phrase[]>();
const vocabulary = new Set<string>();
let longestPhrase = 1;
for (const meaning of meanings) {
  for (const [weight, said] of Object.entries(meaning.said)) {
    for (const phrase of said.split(', ')) learn(phrase, { meaning, weight: Number(weight) });
  }
}

/**
 * What the values of a field may be about, the likeliest first: by the words of its name, those of its
 * records, and with less weight those of its description. A phrase of several words is surer than one.
 *
 * @example
 * guessesOf(leavesOf([{ name: 'num_cpf', type: 'string', mode: 'required' }])[0]).map(({ name }) => name) // => ['cpf', 'house-number', 'id']
 */
export function guessesOf({ words, recordWords, field }: Leaf): readonly Meaning[] {
  const own = words.map(singular);
  const outer = recordWords.map(singular);
  const found = candidates([...outer, ...own], outer.length);
  const described = nameWords(field.description ?? '')
    .slice(0, DESCRIPTION_WORDS)
    .map(singular);
  for (const { meaning, score } of candidates(described, 0, false)) {
    if (score >= CLEAR) found.push({ meaning, score: DESCRIBED + score / 1000 });
  }
  const ranked = found.sort((one, other) => other.score - one.score);
  return [...new Set(ranked.map(({ meaning }) => meaning))];
}

/**
 * @param from the first word that is the field's own; a phrase has at least one of these
 * @param isName whether the first and the last word are those of a name. Default: `true`.
 */
function candidates(words: readonly string[], from: number, isName = true): Candidate[] {
  const found: Candidate[] = [];
  const last = words.findLastIndex((word) => !/^\d+$/.test(word));
  for (let start = 0; start < words.length; start += 1) {
    for (let end = Math.max(start, from); end < words.length; end += 1) {
      if (end - start >= longestPhrase) break;
      const text = words.slice(start, end + 1).join(' ');
      for (const { meaning, weight, place } of phrases.get(text) ?? []) {
        if (place === 'first' && !(isName && start === from)) continue;
        if (place === 'last' && !(isName && end === last)) continue;
        const score = weight + FURTHER_WORD * (end - start) - start / 100;
        found.push({ meaning, score });
      }
    }
  }
  return found;
}

function learn(text: string, { meaning, weight }: Phrase): void {
  const words = nameWords(text);
  const key = words.join(' ');
  const place = text.startsWith('^') ? 'first' : text.endsWith('$') ? 'last' : undefined;
  phrases.set(key, [...(phrases.get(key) ?? []), { meaning, weight, place }]);
  for (const word of words) vocabulary.add(word);
  longestPhrase = Math.max(longestPhrase, words.length);
}

/** A word of which only the singular is known, such as `emails` or `hashes`. */
function singular(word: string): string {
  if (vocabulary.has(word)) return word;
  const endings = ['s', 'es'].filter((ending) => word.endsWith(ending));
  const shorter = endings.map((ending) => word.slice(0, -ending.length));
  return shorter.find((text) => vocabulary.has(text)) ?? word;
}
