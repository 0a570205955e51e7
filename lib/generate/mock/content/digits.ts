const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** All numbers of two digits, in both bases that texts are written in. */
const pairs = {
  16: pairsOf(16),
  36: pairsOf(36),
};

/**
 * The last digits of a number, in lower case.
 *
 * @param number whole, from 0 to 2^53
 * @param base 16 or 36
 * @example
 * lastDigits(35, 36, 4) // => '000z'
 * lastDigits(255, 16, 1) // => 'f'
 */
export function lastDigits(number: number, base: 16 | 36, width: number): string {
  const square = base * base;
  const two = pairs[base];
  let [text, rest] = ['', number];
  for (let written = 0; written < width; written += 2) {
    const higher = Math.floor(rest / square);
    text = (two[rest - higher * square] as string) + text;
    rest = higher;
  }
  return width % 2 === 0 ? text : text.slice(1);
}

/**
 * A whole number in decimal digits, with zeros in front.
 *
 * @example
 * padded(7, 3) // => '007'
 */
export function padded(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

/** `00` to `99`. */
export const twoDigits: readonly string[] = Array.from({ length: 100 }, (_, number) =>
  padded(number, 2),
);

function pairsOf(base: number): readonly string[] {
  return Array.from(
    { length: base * base },
    (_, pair) => `${DIGITS[Math.floor(pair / base)]}${DIGITS[pair % base]}`,
  );
}
