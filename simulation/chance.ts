import { randomStream } from '../lib/model/keyed-random.ts';

/** Draws, one after the other, that depend on a path of names alone. */
export interface Chance {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** A number from 0 up to 1. */
  share(): number;
  /** Whether something happens whose probability this is. */
  happens(probability: number): boolean;
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Opens the draws that belong to a path of names, such as seed and process. */
export function chanceOf(...path: readonly string[]): Chance {
  const stream = randomStream('simulation', ...path);
  let drawn = 0;
  const below = (bound: number) => {
    drawn += 1;
    return stream.below(drawn, bound);
  };
  const share = () => below(2 ** 32) / 2 ** 32;
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    share,
    happens: (probability) => share() < probability,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
  };
}
