import { ageOn } from '../../brazil/age.ts';
import { writeGivenNames, writeSurnames } from '../../brazil/names.ts';
import { BRASILIA_OFFSET } from '../../brazil/official-time.ts';
import { placeColumns } from '../../brazil/places.ts';
import type { Batch } from '../../model/batch.ts';
import { type Hour, periodIndex } from '../../model/period.ts';
import type { TextColumn } from '../../model/text-column.ts';
import { TextWriter } from '../../model/text-writer.ts';
import { accounts as accountsTable } from '../../tables/accounts.ts';
import { numbersOf } from '../accounts/account-span.ts';
import type { AccountsSettings } from '../accounts/accounts-settings.ts';
import { emailsOf } from '../accounts/emails.ts';
import { homesOf, numbersAt } from '../accounts/homes.ts';
import { peopleOf, streamsOf } from '../accounts/person.ts';
import { idOf } from './hour-ids.ts';
import type { Membership } from './membership.ts';

/**
 * The members who join in an hour: people of the accounts of this hour, with the same name, e-mail
 * address and age. They are as they were before any fault was planted in the accounts.
 */
export function* memberRows(
  membership: Membership,
  settings: AccountsSettings,
  hour: Hour,
): Generator<Batch> {
  const index = periodIndex(hour);
  const made = membership.accountsOf(index);
  if (made.length === 0) return;
  const numbers = numbersOf(settings);
  const streams = streamsOf(settings.seed, accountsTable.name, hour);
  const { names, births } = peopleOf(streams, hour)(made);
  const { places, ranksInRegion } = homesOf(streams, membership.accountsAt(index)).of(made);
  const cpfBaseOf = numbers.cpfBases(hour);
  const bases = numbersAt(places, placeColumns.fiscalRegion, ranksInRegion, cpfBaseOf);
  const today = Math.floor((index + BRASILIA_OFFSET) / 24);
  yield {
    id: Float64Array.from(made, (_, number) => idOf(index, number + 1)),
    nome: textsOf(made.length, (out, row) => writeGivenNames(out, names, row)),
    sobrenome: textsOf(made.length, (out, row) => writeSurnames(out, names, row)),
    idade: Int32Array.from(births, (birth) => ageOn(birth, today)),
    email: emailsOf(names, bases, streams['email-style'].uint32s(made), numbers),
  };
}

function textsOf(rows: number, write: (out: TextWriter, row: number) => void): TextColumn {
  const out = new TextWriter(rows);
  for (let row = 0; row < rows; row += 1) {
    out.begin();
    write(out, row);
    out.end();
  }
  return out.column();
}
