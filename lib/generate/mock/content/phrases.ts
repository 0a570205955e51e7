import { scale as scaled } from '../../../model/keyed-random.ts';
import type { DrawsOf } from '../rows/draws.ts';
import type { Language } from '../slot.ts';
import { columnOf } from './columns.ts';
import type { TextContent } from './content.ts';

/** Invented words: syllables of the language, of no meaning. */
const SYLLABLES: Readonly<Record<Language, readonly string[]>> = {
  pt: `ba be bo ca co cu da de di do fa fe fi ga go ja la le li lo lu ma me mi mo mu na ne ni no nu
    pa pe pi po ra re ri ro ru sa se si so ta te ti to tu va ve vi vo za zo`.split(/\s+/),
  en: `bar ben bil bor cal cam cor dan del dor fal fen gar gil han hol jar kel lam len lin lor mar mel
    min mor nar nel nor pal per pin por ral ren rin sal sel sor tal tan tel tor val ven vin wel wor`.split(
    /\s+/,
  ),
};

/** Invented words of a language, enough for rows to differ. */
const WORDS = 1024;

const words: Readonly<Record<Language, readonly string[]>> = {
  pt: wordsOf(SYLLABLES.pt),
  en: wordsOf(SYLLABLES.en),
};

/** Options of {@link phrases}. */
export interface PhraseOptions {
  /** Fewest and most words of a phrase. */
  readonly words: readonly [fewest: number, most: number];
  /** Whether it ends like a sentence. Default: `false`. */
  readonly sentence?: boolean;
}

/** Letters of the longest invented word, with a space. */
const LONGEST_WORD = 12;

/** Texts of invented words, the first of which begins with a capital letter. */
export function phrases(
  draws: DrawsOf,
  language: Language,
  { words: [fewest, most], sentence = false }: PhraseOptions,
): TextContent {
  const counts = draws('words');
  const choices = Array.from({ length: Math.ceil(most / 3) }, (_, group) =>
    draws('words', String(group)),
  );
  const list = words[language];
  const end = sentence ? '.' : '';
  return {
    kind: 'text',
    longest: most * LONGEST_WORD + 1,
    cutTo: 0,
    make(rows) {
      const lengths = counts.below(rows, most - fewest + 1);
      const numbers = choices.map((choice) => choice.uint32s(rows));
      return columnOf(lengths, (more, row) => {
        let text = '';
        for (let place = 0; place < fewest + more; place += 1) {
          // Three words of ten bits from each number.
          const bits = (numbers[Math.floor(place / 3)]?.[row] as number) >>> ((place % 3) * 10);
          const word = list[bits & (WORDS - 1)] as string;
          text = place === 0 ? capitalized(word) : `${text} ${word}`;
        }
        return text + end;
      });
    },
  };
}

/**
 * A word with its first letter as a capital.
 *
 * @example
 * capitalized('ativo') // => 'Ativo'
 */
export function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Two or three syllables each. Steps through all pairs, and then through triples. */
function wordsOf(syllables: readonly string[]): readonly string[] {
  const count = syllables.length;
  return Array.from({ length: WORDS }, (_, word) => {
    const place = scaled(Math.imul(word + 1, 0x9e3779b9) >>> 0, count * count);
    const [first, second] = [Math.floor(place / count), place % count];
    const third = word % 3 === 0 ? (syllables[(first + word) % count] ?? '') : '';
    return `${syllables[first]}${syllables[second]}${third}`;
  });
}
