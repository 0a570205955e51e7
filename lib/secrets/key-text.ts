import { KeyError } from '../errors.ts';
import { KEY_BYTES } from '../model/source-key.ts';

/**
 * A key as text, for a file, an environment variable or a secret store: base64 on one line, 88
 * characters without a line feed.
 *
 * @param key 64 bytes
 * @example
 * keyText(new Uint8Array(64)).length // => 88
 */
export function keyText(key: Uint8Array): string {
  return Buffer.from(key).toString('base64');
}

/**
 * Reads the text of a key. White space around it is ignored.
 *
 * @param place where the text was, for the error, which never repeats it: `file:bronze.key`
 * @throws KeyError when the text is not 64 bytes in base64.
 * @example
 * parseKeyText(keyText(new Uint8Array(64)), 'a test').length // => 64
 */
export function parseKeyText(text: string, place: string): Uint8Array {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, 'base64');
  const isBase64 = bytes.toString('base64') === trimmed;
  if (isBase64 && bytes.length === KEY_BYTES) return Uint8Array.from(bytes);
  throw new KeyError({
    expected: `a key of ${KEY_BYTES} bytes in base64, on one line, in ${place}`,
    got: isBase64 ? `${bytes.length} bytes` : `${text.length} characters that are not base64`,
    advice: 'Restore the key from its backup, or name another place.',
  });
}
