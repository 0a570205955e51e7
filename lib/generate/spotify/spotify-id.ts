import type { Choices } from './choices.ts';

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Letters and digits of an id. */
const LENGTH = 22;

/** Id of the show Data Hackers at Spotify. */
export const DATA_HACKERS = '1oMIHOXsrLFENAeM743g93';

/**
 * An id as Spotify has them: 22 letters and digits.
 *
 * @param row number of the object
 * @example
 * spotifyId(new Choices('demo'), 7) // => '6TJzdhcAQC4dsYv578mPPg'
 */
export function spotifyId(choices: Choices, row: number): string {
  const letter = (place: number): string =>
    LETTERS[choices.below('id', row * LENGTH + place, LETTERS.length)] ?? '';
  return Array.from({ length: LENGTH }, (_, place) => letter(place)).join('');
}
