import { type RandomFamily, randomFamily } from '../../model/keyed-random.ts';
import { cards } from '../../tables/cards.ts';
import { movements as movementsTable } from '../../tables/movements.ts';
import type { Cooperative } from './cooperative.ts';
import { Descent } from './descent.ts';
import { hourlyShape } from './hourly-shape.ts';
import { drawnCount } from './offspring.ts';

/** The movements on the cards of a cooperative. */
export interface Movements {
  /** The weight of the movements that are expected in an hour. */
  weightAt(hour: number): number;
  countAt(hour: number): number;
  /** The id of the card of a movement, by its number among those of the hour, from 0. */
  cardOf(hour: number, number: number): number;
}

const MONTH = 730;

/** A card is used for five years. */
const VALID = 5 * 8760;

/** When people spend: most at noon, in the evening and on Saturdays (approximate). */
const spending = hourlyShape({
  day: [
    24, 14, 8, 6, 7, 14, 34, 58, 74, 82, 92, 104, 118, 106, 92, 88, 94, 104, 118, 120, 108, 88, 64,
    42,
  ],
  week: [92, 94, 96, 98, 118, 122, 84],
  holiday: 86,
});

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
  activities.flatMap((activity) => Array<number>(activity.cards).fill(activity.accepted)),
);

/**
 * The movements on the cards of a cooperative.
 *
 * @param options.perMonth mean number of movements of a card in a month
 */
export function movements(
  coop: Cooperative,
  { seed, perMonth }: { readonly seed: string; readonly perMonth: number },
): Movements {
  const draws = randomFamily(seed, movementsTable.name, 'count');
  const descent = new Descent(coop.cards, {
    ages: [{ from: 1, to: VALID, rate: perMonth / MONTH }],
    shape: spending,
    draws: randomFamily(seed, movementsTable.name, 'card'),
    accepts: usedCards(randomFamily(seed, cards.name, 'activity')),
  });
  return {
    weightAt: (hour) => descent.weightAt(hour),
    countAt: (hour) => drawnCount(descent.weightAt(hour), { descent, draws, hour }),
    cardOf: (hour, number) => descent.parentOf(hour, number),
  };
}

/** Cards that are used much take a movement more often than those in a drawer. */
function usedCards(
  activity: RandomFamily,
): (hour: number, number: number, draw: number) => boolean {
  return (hour, number, draw) =>
    (draw & 255) < (accepted[activity.uint32(hour, number) >>> 24] as number);
}
