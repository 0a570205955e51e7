import { exampleDomains } from './faker-words.ts';
import { plainAscii } from './plain-ascii.ts';

/** How many addresses differ in their token alone: six characters of 36. */
export const EMAIL_TOKENS = 36 ** 6;

const TOKEN_LENGTH = 6;

/** Ways in which people make an address of their name, the commonest more than once. */
const habits: readonly ((first: string, last: string) => string)[] = [
  (first, last) => `${first}.${last}.`,
  (first, last) => `${first}.${last}.`,
  (first, last) => `${first}${last}`,
  (first, last) => `${first}_${last}_`,
  (first, last) => `${first.slice(0, 1)}${last}`,
  (first, last) => `${last}.${first}.`,
  (first) => `${first}.`,
  (first, last) => `${first}${last.slice(0, 1)}.`,
];

/**
 * An e-mail address made of a name and a token, at a domain reserved for documentation (RFC 2606).
 *
 * The last six characters before the @ are always the token, whatever the name: addresses with
 * different tokens are different.
 *
 * @param token 0 to {@link EMAIL_TOKENS} - 1
 * @param style any 32-bit integer: decides the form and the domain
 * @example
 * emailOf({ first: 'João', last: 'Conceição', token: 46655, style: 0 }) // => 'joao.conceicao.000zzz@example.com'
 */
export function emailOf({
  first,
  last,
  token,
  style,
}: {
  readonly first: string;
  readonly last: string;
  readonly token: number;
  readonly style: number;
}): string {
  const habit = habits[style % habits.length] as (typeof habits)[number];
  const domain = exampleDomains[Math.floor(style / habits.length) % exampleDomains.length];
  const name = habit(plainAscii(first), plainAscii(last));
  return `${name}${token.toString(36).padStart(TOKEN_LENGTH, '0')}@${domain}`;
}
