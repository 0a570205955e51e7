import type { DrawsOf } from '../rows/draws.ts';
import { MOST_VALUES } from '../typed/count-from.ts';
import { scattered } from '../typed/distinct-texts.ts';
import { columnOf } from './columns.ts';
import type { TextContent } from './content.ts';

const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SMALL = CAPITALS.toLowerCase();

/** What a character of a pattern stands for; others stand for themselves. */
const CHARACTERS: Readonly<Record<string, string>> = {
  '#': DIGITS,
  A: CAPITALS,
  a: SMALL,
  '*': DIGITS + CAPITALS + SMALL,
};

/** Texts of a pattern such as `AAA-####`. */
export function patternContent(pattern: string, draws: DrawsOf): TextContent {
  const choices = [...pattern].map((character) => CHARACTERS[character] ?? character);
  const numbers = choices.map((choice, place) =>
    choice.length > 1 ? draws('character', String(place)) : undefined,
  );
  const size = Math.min(
    MOST_VALUES,
    choices.reduce((product, { length }) => product * length, 1),
  );
  const scatter = scattered(draws, size, 'pattern');
  return {
    kind: 'text',
    longest: choices.length,
    make(rows) {
      const columns = numbers.map((draw, place) => draw?.below(rows, choices[place]?.length ?? 1));
      return Array.from({ length: rows.length }, (_, row) =>
        choices.map((choice, place) => choice[columns[place]?.[row] ?? 0]).join(''),
      );
    },
    distinct: {
      size,
      make: (chosen) => columnOf(chosen, (number) => textAt(choices, scatter(number))),
    },
  };
}

/** The text of a number: each place counts in its own base, the last one fastest. */
function textAt(choices: readonly string[], number: number): string {
  let [text, rest] = ['', number];
  for (const choice of choices.toReversed()) {
    const higher = Math.floor(rest / choice.length);
    text = (choice[rest - higher * choice.length] ?? '') + text;
    rest = higher;
  }
  return text;
}
