import { InvalidArgumentError } from 'commander';
import { didYouMean } from '../../lib/model/nearest-name.ts';

/** Parses a name that is not empty; `what` says of what, with an example. */
export function named(what: string, text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError(
    `Expected the name of ${what}, got ${JSON.stringify(text)}. Pass a name, or leave the option out.`,
  );
}

/** Parses one of some choices; the error suggests the nearest. */
export function chosen<Choice extends string>(
  what: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new InvalidArgumentError(
    `Expected ${what}, got ${JSON.stringify(text)}. ${didYouMean(text, choices)}The choices are ${choices.join(', ')}.`,
  );
}

/** Parses a count: a whole number from 1. */
export function parseCount(text: string): number {
  return countOf(text, 'Pass, for example, 24.');
}

/** Returns a parser of counts up to a largest one; `advice` is printed when a larger one is given. */
export function parseCountUpTo(most: number, advice: string): (text: string) => number {
  return (text) => {
    const count = parseCount(text);
    if (count <= most) return count;
    throw new InvalidArgumentError(
      `Expected a whole number from 1 to ${most}, got ${JSON.stringify(text)}. ${advice}`,
    );
  };
}

/** Parses a whole number from 1; `advice` ends the error. */
export function countOf(text: string, advice: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count > 0) return count;
  throw new InvalidArgumentError(
    `Expected a whole number from 1, got ${JSON.stringify(text)}. ${advice}`,
  );
}
