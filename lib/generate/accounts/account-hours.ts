import type { Batch } from '../../model/batch.ts';
import { randomStream } from '../../model/keyed-random.ts';
import type { Hour } from '../../model/period.ts';
import { poisson } from '../../model/poisson.ts';
import { accounts } from '../../tables/accounts.ts';
import { accountGenerator } from './account-generator.ts';
import { numbersOf } from './account-span.ts';
import type { AccountsSettings } from './accounts-settings.ts';
import { expectedAccounts } from './arrivals.ts';
import { dirtyBatches } from './dirt.ts';

/** Makes the accounts of an hour, in the order of `criado_em`. */
export type AccountHours = (hour: Hour) => AsyncIterable<Batch> | Iterable<Batch>;

/**
 * Makes accounts of people who do not exist, as a pure function of the settings and the hour.
 *
 * Every value is looked up by seed, choice, hour and number of the account, so that another
 * account or another column changes none of them.
 */
export function accountHours(settings: AccountsSettings): AccountHours {
  const { seed, cpf, dirt } = settings;
  const generate = accountGenerator({ seed, cpf, numbers: numbersOf(settings) });
  return (hour) => {
    const count = poisson(
      expectedAccounts(hour, settings),
      randomStream(seed, accounts.name, 'count', hour),
    );
    const clean = generate(hour, count);
    return dirt === 0 ? clean : dirtyBatches(clean, { seed, hour, share: dirt });
  };
}
