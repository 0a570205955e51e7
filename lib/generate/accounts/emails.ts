import { writeEmail } from '../../brazil/email.ts';
import { givenNames } from '../../brazil/given-name-list.ts';
import type { Names } from '../../brazil/names.ts';
import { surnames } from '../../brazil/surname-list.ts';
import type { TextColumn } from '../../model/text-column.ts';
import { TextWriter } from '../../model/text-writer.ts';
import type { UniqueNumbers } from './unique-numbers.ts';

/**
 * The e-mail addresses of some accounts.
 *
 * @param bases the nine digits of their CPFs, which make the addresses unique
 * @param styles any 32 bits, which choose the form of the addresses
 */
export function emailsOf(
  names: Names,
  bases: Int32Array,
  styles: Uint32Array,
  { emailToken }: UniqueNumbers,
): TextColumn {
  const out = new TextWriter(bases.length, 38);
  for (let row = 0; row < bases.length; row += 1) {
    const first = givenNames.plain[names.first[row] as number] as number;
    const last = surnames.plain[names.last[row] as number] as number;
    out.begin();
    writeEmail(out, first, last, emailToken(bases[row] as number), styles[row] as number);
    out.end();
  }
  return out.column();
}
