import type { Batch } from '../../model/batch.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import { accountCounts } from './account-counts.ts';
import { accountGenerator } from './account-generator.ts';
import { numbersOf } from './account-span.ts';
import type { AccountsSettings } from './accounts-settings.ts';
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
  const counts = accountCounts(settings);
  return (hour) => {
    const clean = generate(hour, counts.at(periodIndex(hour)));
    return dirt === 0 ? clean : dirtyBatches(clean, { seed, hour, share: dirt });
  };
}
