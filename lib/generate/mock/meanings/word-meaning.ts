import { anyWords } from '../content/word-content.ts';
import type { Meaning } from './meaning.ts';

/** A meaning whose values are the words of a list, the earlier ones more often. */
export function wordMeaning(
  name: string,
  about: string,
  said: string,
  words: readonly string[],
): Meaning {
  return {
    name,
    about: `${about}: ${words[0]}, ...`,
    said: { 6: said },
    contents: ({ draws }) => [anyWords(words, draws('value'))],
  };
}
