import type { Batch } from '../../model/batch.ts';
import { randomFamily } from '../../model/keyed-random.ts';
import { HOUR_MS, type Hour, periodIndex, periodStart } from '../../model/period.ts';
import { WordColumn, wordsOfTexts } from '../../model/word-column.ts';
import { accounts as accountsTable } from '../../tables/accounts.ts';
import { bankAccounts } from '../../tables/bank-accounts.ts';
import { momentOf, orderOf } from '../accounts/moments.ts';
import { streamOf } from '../accounts/person.ts';
import { ACCOUNTS_FROM, type Cooperative } from './cooperative.ts';
import { idOf } from './hour-ids.ts';

const CURRENT = 0;
const SAVINGS = 1;
const types = wordsOfTexts(['CORRENTE', 'POUPANCA']);

/** The bank accounts that are opened in an hour, in the order of `data_criacao`. */
export function* bankAccountRows(coop: Cooperative, seed: string, hour: Hour): Generator<Batch> {
  const index = periodIndex(hour);
  const count = coop.bankAccounts.counts.at(index);
  if (count === 0) return;
  const moments = momentsIn(coop, seed, hour);
  const order = orderOf(moments);
  const ids = Float64Array.from(order, (number) => idOf(index, ACCOUNTS_FROM + number + 1));
  yield {
    id: ids,
    tipo: new WordColumn(
      types,
      Uint16Array.from(ids, (id) => (coop.isCurrent(id) ? CURRENT : SAVINGS)),
    ),
    data_criacao: Float64Array.from(
      order,
      (number) => periodStart(hour) + (moments[number] as number),
    ),
    id_associado: ids.map(coop.memberOf),
  };
}

/**
 * Milliseconds since the start of the hour, by the number of the account: the first account of a member
 * is opened between the moment of joining and the end of the hour.
 */
function momentsIn(
  { bankAccounts: { counts }, membership }: Cooperative,
  seed: string,
  hour: Hour,
): Int32Array {
  const index = periodIndex(hour);
  const members = membership.accountsOf(index);
  const joinedAt = momentOf(streamOf('moment', seed, accountsTable.name, hour), hour);
  const draws = randomFamily(seed, bankAccounts.name, 'moment').of(index);
  return Int32Array.from({ length: counts.at(index) }, (_, number) => {
    const member = members[number];
    const earliest = member === undefined ? 0 : joinedAt(member);
    return earliest + draws.below(number, HOUR_MS - earliest);
  });
}
