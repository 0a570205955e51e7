/** Bytes 80 to 9F in Windows-1252; five of them have no character, and stay control characters (WHATWG Encoding). */
const FROM_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Text whose UTF-8 somebody reads as Windows-1252. `TextDecoder` is not used: some versions of Node
 * take its `windows-1252` for Latin-1.
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
