import { givenNameRows } from '../../brazil/given-names.ts';
import { surnameRows } from '../../brazil/surnames.ts';
import type { Choices } from './choices.ts';

/** The list of surnames begins with the most common ones. */
const COMMON_SURNAMES = 60;

/**
 * The name of a guest: a given name and a common surname.
 *
 * @param row number of the episode
 * @example
 * podcastGuest(new Choices('demo'), 1) // => 'Célia Rosa'
 */
export function podcastGuest(choices: Choices, row: number): string {
  const given = givenNameRows[choices.below('given name', row, givenNameRows.length)];
  const surname = surnameRows[choices.below('surname', row, COMMON_SURNAMES)];
  return `${given?.[0]} ${surname?.[0]}`;
}
