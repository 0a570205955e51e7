import type { SourceKind } from '../../model/source.ts';
import { bankAccounts } from '../../tables/bank-accounts.ts';
import { ACCOUNTS_FROM, cooperative } from './cooperative.ts';
import { membershipBehind, onlyInput } from './relational-settings.ts';
import { relationalSource } from './relational-source.ts';

/** Raised whenever the same settings, beginning and hour would give other rows. */
const VERSION = 1;

/** The kind of source that generates the bank accounts of members, its input. */
export const generatedBankAccountsKind: SourceKind<Record<never, never>> = {
  kind: 'generated-bank-accounts',
  settings: {},
  needsSince: true,
  open(context) {
    const input = onlyInput(context);
    const settings = membershipBehind(input, 0);
    return relationalSource(context, {
      table: bankAccounts,
      generator: `generated-bank-accounts/${VERSION}`,
      settings: context.settings,
      input,
      waits: true,
      mostRows: ACCOUNTS_FROM * 0.9,
      open(since) {
        const coop = cooperative(settings, since);
        return {
          expected: coop.bankAccounts.expected,
          async *batches(hour) {
            const { bankAccountRows } = await import('./bank-account-rows.ts');
            yield* bankAccountRows(coop, settings.accounts.seed, hour);
          },
        };
      },
    });
  },
};
