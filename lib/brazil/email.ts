import { encoded } from '../model/encoded-text.ts';
import type { TextWriter } from '../model/text-writer.ts';
import { exampleDomains } from './faker-words.ts';

const TOKEN_LENGTH = 6;

const DOT = 46;
const UNDERSCORE = 95;
const AT = 64;

/** Writes the part of an address that is made from a name. */
type Habit = (out: TextWriter, first: Uint8Array, last: Uint8Array) => void;

/** Ways to build an address from a name. The most common one is listed twice. */
const habits: readonly Habit[] = [
  (out, first, last) => joined(out, first, last, DOT),
  (out, first, last) => joined(out, first, last, DOT),
  (out, first, last) => {
    out.piece(first);
    out.piece(last);
  },
  (out, first, last) => joined(out, first, last, UNDERSCORE),
  (out, first, last) => {
    out.piece(initial(first));
    out.piece(last);
  },
  (out, first, last) => joined(out, last, first, DOT),
  (out, first) => {
    out.piece(first);
    out.ascii(DOT);
  },
  (out, first, last) => {
    out.piece(first);
    out.piece(initial(last));
    out.ascii(DOT);
  },
];

const domains = exampleDomains.map(encoded);

/**
 * Writes an e-mail address made of a name and a token, at a domain reserved for documentation (RFC
 * 2606).
 *
 * The six characters before the @ are always the token, so different tokens always give different
 * addresses.
 *
 * @param first given name in lower-case ASCII letters, such as `plain` of {@link NameWord}
 * @param last surname, in the same form
 * @param token 0 to `EMAIL_TOKENS` - 1
 * @param style any unsigned 32-bit integer; it selects the form and the domain
 * @example
 * const [first, last] = ['João', 'Conceição'].map((name) => nameWordOf(name).plain);
 * stringOf((out) => writeEmail(out, { first, last, token: 46655, style: 0 })) // => 'joao.conceicao.000zzz@example.com'
 */
export function writeEmail(
  out: TextWriter,
  {
    first,
    last,
    token,
    style,
  }: {
    readonly first: Uint8Array;
    readonly last: Uint8Array;
    readonly token: number;
    readonly style: number;
  },
): void {
  const habit = habits[style % habits.length] as Habit;
  const domain = domains[Math.floor(style / habits.length) % domains.length] as Uint8Array;
  habit(out, first, last);
  out.base36(token, TOKEN_LENGTH);
  out.ascii(AT);
  out.piece(domain);
}

function joined(out: TextWriter, one: Uint8Array, other: Uint8Array, sign: number): void {
  out.piece(one);
  out.ascii(sign);
  out.piece(other);
  out.ascii(sign);
}

function initial(name: Uint8Array): Uint8Array {
  return name.subarray(0, 1);
}
