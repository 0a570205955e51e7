import { InputError } from '../errors.ts';
import { KEY_VERSION } from './master-key.ts';
import { sivOf } from './protect-values.ts';
import { parseToken } from './token.ts';

/**
 * Returns the value of a token.
 *
 * @param place where the token was, for the error: `line 3`
 * @throws InputError that names the place and never the text.
 */
export type Reveal = (token: string, place: string) => string;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Reveals the values of `siv` tokens.
 *
 * @param key the key that they were made with, 64 bytes
 * @param options.domain what the values are: `cpf`
 * @example
 * const [token] = protectorOf(new Uint8Array(64), { method: 'siv', domain: 'a' })([new Uint8Array([104, 105])]);
 * revealerOf(new Uint8Array(64), { domain: 'a' })(token, 'line 1') // => 'hi'
 */
export function revealerOf(key: Uint8Array, { domain }: { readonly domain: string }): Reveal {
  const siv = sivOf(key, domain);
  return (text, place) => {
    const token = parseToken(text);
    if (token === undefined) {
      const got = `${text.length} characters that are not one`;
      throw notRevealed(place, got, 'Pass whole tokens, as the bronze layer has them.');
    }
    if (token.method === 'hmac') {
      throw notRevealed(place, 'a token of the method hmac', 'That method is one way.');
    }
    if (token.version !== KEY_VERSION) {
      const got = `a token of version ${token.version} of a key`;
      throw notRevealed(place, got, `This version of Hourlake knows version ${KEY_VERSION}.`);
    }
    const value = siv.open(token.bytes);
    if (value !== undefined) return decoder.decode(value);
    throw notRevealed(
      place,
      'a token that this key does not open',
      `It was cut or changed, made with another key, or is not of the domain ${domain}.`,
    );
  };
}

function notRevealed(place: string, got: string, advice: string): InputError {
  return new InputError({ expected: `a token that can be revealed on ${place}`, got, advice });
}
