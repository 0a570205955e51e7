import type { SourceKind } from '../../model/source.ts';
import { movements } from '../../tables/movements.ts';
import { cooperative } from './cooperative.ts';
import { movementsOn } from './movements.ts';
import { membershipBehind, movementsSettings, onlyInput } from './relational-settings.ts';
import { relationalSource } from './relational-source.ts';

/** Raised whenever the same settings, beginning and hour would give other rows. */
const VERSION = 1;

/** The kind of source that generates movements on cards, its input. */
export const generatedMovementsKind: SourceKind<typeof movementsSettings> = {
  kind: 'generated-movements',
  settings: movementsSettings,
  needsSince: true,
  open(context) {
    const input = onlyInput(context);
    const settings = membershipBehind(input, 2);
    const { seed } = settings.accounts;
    const perMonth = context.settings['movements-per-card'];
    return relationalSource(context, {
      table: movements,
      generator: `generated-movements/${VERSION}`,
      settings: context.settings,
      input,
      waits: true,
      open(since) {
        const coop = cooperative(settings, since);
        const made = movementsOn(coop, { seed, perMonth });
        return {
          expected: made.expected,
          async *batches(hour) {
            const { movementRows } = await import('./movement-rows.ts');
            yield* movementRows(coop, made, seed)(hour);
          },
        };
      },
    });
  },
};
