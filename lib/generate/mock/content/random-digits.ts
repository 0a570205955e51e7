import type { Draws } from '../rows/draws.ts';
import { columnOf } from './columns.ts';
import type { TextContent } from './content.ts';
import { padded } from './digits.ts';

/** Texts of random digits, zeros in front included. */
export function randomDigits(draws: Draws, width: number): TextContent {
  return {
    kind: 'text',
    longest: width,
    make: (rows) => columnOf(draws.below(rows, 10 ** width), (number) => padded(number, width)),
  };
}
