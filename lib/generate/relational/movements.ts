import { type RandomFamily, randomFamily } from '../../model/keyed-random.ts';
import { cards as cardsTable } from '../../tables/cards.ts';
import { movements as movementsTable } from '../../tables/movements.ts';
import type { Cooperative } from './cooperative.ts';
import { type Offspring, offspring } from './offspring.ts';
import { movementsOfCard, spendingHours } from './rates.ts';

/**
 * How much cards are used: parts of all cards, and how often a movement that falls on such a card stays
 * with it, both of 256 (approximate).
 */
const activities = [
  { cards: 38, accepted: 12 },
  { cards: 90, accepted: 64 },
  { cards: 102, accepted: 160 },
  { cards: 26, accepted: 256 },
] as const;

/** For each of 256 equal parts of the cards, how often it is accepted. */
const accepted = Uint16Array.from(
  activities.flatMap(({ cards, accepted: often }) => Array<number>(cards).fill(often)),
);

/**
 * The movements on the cards of a cooperative.
 *
 * @param options.perMonth mean number of movements of a card in a month
 */
export function movementsOn(
  { cards }: Pick<Cooperative, 'cards'>,
  { seed, perMonth }: { readonly seed: string; readonly perMonth: number },
): Offspring {
  return offspring({
    parents: cards,
    ages: movementsOfCard(perMonth),
    hours: spendingHours,
    path: [seed, movementsTable.name],
    accepts: usedCards(randomFamily(seed, cardsTable.name, 'activity')),
  });
}

/** Cards that are used much take a movement more often than those in a drawer. */
function usedCards(
  activity: RandomFamily,
): (hour: number, number: number, draw: number) => boolean {
  return (hour, number, draw) =>
    (draw & 255) < (accepted[activity.uint32(hour, number) >>> 24] as number);
}
