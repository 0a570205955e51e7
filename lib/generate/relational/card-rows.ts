import { writeName } from '../../brazil/names.ts';
import type { Batch } from '../../model/batch.ts';
import { randomFamily } from '../../model/keyed-random.ts';
import {
  HOUR_MS,
  type Hour,
  periodFromIndex,
  periodIndex,
  periodStart,
} from '../../model/period.ts';
import { stringOf } from '../../model/text-writer.ts';
import { accounts as accountsTable } from '../../tables/accounts.ts';
import { cards } from '../../tables/cards.ts';
import { orderOf } from '../accounts/moments.ts';
import { peopleOf, streamsOf } from '../accounts/person.ts';
import { cardNumber, cardNumbers } from './card-number.ts';
import type { Cooperative } from './cooperative.ts';
import { hourOfId, idOf, numberOfId } from './hour-ids.ts';
import { printedName } from './printed-name.ts';

/**
 * The cards that are issued in an hour, in the order of `data_criacao`.
 *
 * @param options.since whole hours since 1970-01-01T00 (UTC) at which the lake begins
 */
export function* cardRows(
  coop: Cooperative,
  seed: string,
  { since, hour }: { readonly since: number; readonly hour: Hour },
): Generator<Batch> {
  const index = periodIndex(hour);
  const count = coop.cards.counts.at(index);
  if (count === 0) return;
  const draws = randomFamily(seed, cards.name, 'moment').of(index);
  const moments = Int32Array.from({ length: count }, (_, number) => draws.below(number, HOUR_MS));
  const order = orderOf(moments);
  const ids = Float64Array.from(order, (number) => idOf(index, number + 1));
  const bankAccounts = ids.map(coop.accountOf);
  const members = bankAccounts.map(coop.memberOf);
  const ownDigits = cardNumbers(seed);
  yield {
    id: ids,
    num_cartao: Array.from(order, (number) => cardNumber(ownDigits(index - since, number))),
    nom_impresso: Array.from(members, (member) => printedName(nameOf(coop, seed, member))),
    data_criacao: Float64Array.from(
      order,
      (number) => periodStart(hour) + (moments[number] as number),
    ),
    id_conta: bankAccounts,
    id_associado: members,
  };
}

/** The full name of a member, by id. */
function nameOf({ membership }: Cooperative, seed: string, id: number): string {
  const index = hourOfId(id);
  const hour = periodFromIndex('hour', index);
  const account = membership.accountsOf(index).subarray(numberOfId(id) - 1, numberOfId(id));
  const { names } = peopleOf(streamsOf(seed, accountsTable.name, hour), hour)(account);
  return stringOf((out) => writeName(out, names, 0));
}
