/**
 * Bytes 80 to 9F in Windows-1252. Five of them have no character and map to control characters
 * (WHATWG Encoding Standard).
 */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Returns a text as it looks when its UTF-8 is decoded as Windows-1252. `TextDecoder` is not used,
 * because some versions of Node decode `windows-1252` as Latin-1.
 *
 * @example
 * mojibake('João') // => 'JoÃ£o'
 * mojibake('Ângela') // => 'Ã‚ngela'
 */
export function mojibake(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) =>
    byte >= 0x80 && byte <= 0x9f ? FROM_80.charAt(byte - 0x80) : String.fromCharCode(byte),
  ).join('');
}
