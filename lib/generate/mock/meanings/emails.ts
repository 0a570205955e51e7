import { writeEmail } from '../../../brazil/email.ts';
import { EMAIL_TOKENS } from '../../../brazil/email-tokens.ts';
import { givenNames } from '../../../brazil/given-name-list.ts';
import { surnames } from '../../../brazil/surname-list.ts';
import type { TextContent } from '../content/content.ts';
import { stringsOf } from '../content/strings-of.ts';
import type { RowSet } from '../rows/row-set.ts';
import { scattered } from '../typed/distinct-texts.ts';
import type { Context } from './meaning.ts';
import { SHORT_NAME } from './person-names.ts';

const DOT = 46;

/** Characters of the token, which is in front of the domain. */
const TOKEN = 6;

/** Characters of the longest e-mail address: two names, the token and the domain. */
const LONGEST_EMAIL = longestPiece(givenNames.plain) + longestPiece(surnames.plain) + 21;

/** Addresses of the names of the person and a token, which tells them apart. */
export function emails({ person }: Context): TextContent {
  const [tokens, styles] = [person.draws('email'), person.draws('email-style')];
  const scatter = scattered(person.draws, EMAIL_TOKENS, 'email');
  const written = (rows: RowSet, tokenOf: (row: number) => number) => {
    const { first, last } = person.names(rows);
    const chosen = styles.uint32s(rows);
    return stringsOf(rows.length, (out, row) => {
      const given = givenNames.plain[first[row] as number] as number;
      const family = surnames.plain[last[row] as number] as number;
      writeEmail(out, given, family, tokenOf(row), chosen[row] as number);
    });
  };
  return {
    kind: 'text',
    longest: LONGEST_EMAIL,
    make: (rows) => {
      const numbers = tokens.below(rows, EMAIL_TOKENS);
      return written(rows, (row) => numbers[row] as number);
    },
    distinct: {
      size: EMAIL_TOKENS,
      make: (numbers, rows) => written(rows, (row) => scatter(numbers[row] as number)),
    },
  };
}

/** For fields that are too short for the names: `a0012xz@example.com`. */
export function shortEmails(context: Context): TextContent {
  const { make, distinct } = emails(context);
  const domain = '@example.com';
  const shorter = (texts: readonly string[]) =>
    texts.map((email) => email.slice(0, email.indexOf('@')).slice(-TOKEN) + domain);
  return {
    kind: 'text',
    longest: TOKEN + domain.length,
    make: (rows) => shorter(make(rows)),
    ...(distinct && {
      distinct: {
        size: distinct.size,
        make: (numbers, rows) => shorter(distinct.make(numbers, rows)),
      },
    }),
  };
}

/** Names to sign in with, such as `joao.silva07`. */
export function usernames({ person }: Context): TextContent {
  const draws = person.draws('username');
  return {
    kind: 'text',
    longest: LONGEST_EMAIL,
    cutTo: SHORT_NAME,
    make: (rows) => {
      const { first, last } = person.names(rows);
      const numbers = draws.below(rows, 100);
      return stringsOf(rows.length, (out, row) => {
        out.piece(givenNames.plain[first[row] as number] as number);
        out.ascii(DOT);
        out.piece(surnames.plain[last[row] as number] as number);
        out.digits2(numbers[row] as number);
      });
    },
  };
}

/** Characters of the longest piece; a piece ends with its length in bytes. */
function longestPiece(pieces: Int32Array): number {
  return pieces.reduce((longest, piece) => Math.max(longest, piece & 255), 0);
}
