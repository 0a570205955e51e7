import { randomStream } from '../lib/model/keyed-random.ts';

/** Random draws in sequence, which depend only on a path of names. */
export interface Chance {
  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number;
  /** An integer from `least` to `most`, both inclusive. */
  between(least: number, most: number): number;
  /** A number from 0 (inclusive) to 1 (exclusive). */
  share(): number;
  /** Returns `true` with this probability. */
  happens(probability: number): boolean;
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Opens the draws for a path of names, such as seed and process. */
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
