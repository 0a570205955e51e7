import { encodedAll, initialOf, type Piece } from '../model/piece.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { exampleDomains } from './faker-words.ts';

const DOT = 46;
const UNDERSCORE = 95;

/** Ways to build an address from a name. The most common one has two numbers. */
const HABITS = 8;

const domains = encodedAll(exampleDomains.map((domain) => `@${domain}`));

/**
 * Writes an e-mail address made of a name and a token, at a domain reserved for documentation (RFC
 * 2606).
 *
 * The six characters before the @ are always the token, so different tokens always give different
 * addresses.
 *
 * @param first given name in lower-case ASCII letters
 * @param last surname, in the same form
 * @param token 0 to `EMAIL_TOKENS` - 1
 * @param style any unsigned 32-bit integer; it selects the form and the domain
 * @example
 * const [first, last] = ['joao', 'conceicao'].map(encoded);
 * stringOf((out) => writeEmail(out, first, last, 46655, 0)) // => 'joao.conceicao.000zzz@example.com'
 */
export function writeEmail(
  out: TextWriter,
  first: Piece,
  last: Piece,
  token: number,
  style: number,
): void {
  writeHabit(out, style % HABITS, first, last);
  writeToken(out, token);
  out.piece(domains[((style / HABITS) >>> 0) % domains.length] as number);
}

function writeHabit(out: TextWriter, habit: number, first: Piece, last: Piece): void {
  if (habit < 2) joined(out, first, last, DOT);
  else if (habit === 2) joined(out, first, last);
  else if (habit === 3) joined(out, first, last, UNDERSCORE);
  else if (habit === 4) joined(out, initialOf(first), last);
  else if (habit === 5) joined(out, last, first, DOT);
  else {
    out.piece(first);
    if (habit === 7) out.piece(initialOf(last));
    out.ascii(DOT);
  }
}

/** Two names and what follows each of them, if anything does. */
function joined(out: TextWriter, one: Piece, other: Piece, sign?: number): void {
  out.piece(one);
  if (sign !== undefined) out.ascii(sign);
  out.piece(other);
  if (sign !== undefined) out.ascii(sign);
}

/** Six digits of base 36. */
function writeToken(out: TextWriter, token: number): void {
  const high = Math.floor(token / 1_679_616);
  const rest = token - high * 1_679_616;
  const middle = (rest / 1296) | 0;
  out.base36Digits2(high);
  out.base36Digits2(middle);
  out.base36Digits2(rest - middle * 1296);
}
