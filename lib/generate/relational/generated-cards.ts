import type { SourceKind } from '../../model/source.ts';
import { cards } from '../../tables/cards.ts';
import { MOST_CARDS } from './card-number.ts';
import { cooperative } from './cooperative.ts';
import { membershipBehind, onlyInput } from './relational-settings.ts';
import { relationalSource } from './relational-source.ts';

/** Raised whenever the same settings, beginning and hour would give other rows. */
const VERSION = 1;

/** The kind of source that generates the cards of bank accounts, its input. */
export const generatedCardsKind: SourceKind<Record<never, never>> = {
  kind: 'generated-cards',
  settings: {},
  needsSince: true,
  open(context) {
    const input = onlyInput(context);
    const settings = membershipBehind(input, 1);
    return relationalSource(context, {
      table: cards,
      generator: `generated-cards/${VERSION}`,
      settings: context.settings,
      input,
      waits: true,
      mostRows: MOST_CARDS * 0.9,
      open(since) {
        const coop = cooperative(settings, since);
        return {
          expected: coop.cards.expected,
          async *batches(hour) {
            const { cardRows } = await import('./card-rows.ts');
            yield* cardRows(coop, settings.accounts.seed, { since, hour });
          },
        };
      },
    });
  },
};
