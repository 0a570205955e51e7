/** A piece of a regular expression that is skipped as a whole: an escape, or a class of characters. */
const ATOM = /\\(?:[pPu]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]/uy;

/** A quantifier, and the `?` behind it that makes it lazy. */
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/uy;

/** The beginning of a group that is only marked, such as `(?:` or `(?<name>`. */
const GROUP = /\((?:\?(?:<?[=!]|<[^>]*>|[a-z-]*:))?/uy;

/** A part of a pattern: a group, or the pattern as a whole. */
interface Part {
  /** Whether it matches the same text in several ways, or texts of several lengths. */
  varies: boolean;
}

/**
 * Why a pattern could take time that grows exponentially with the length of a text, in words that complete
 * "Expected ... to be"; `undefined` when it cannot. Such patterns repeat a group that itself matches texts
 * of several lengths, `(a+)+` or `(a|aa)*`, or refer back to what a group has matched.
 *
 * @param source of a regular expression that is valid with the flag `u`
 * @example
 * slowPattern('[A-Z]{2}-\\d+(\\.\\d{3}){2}') // => undefined
 * slowPattern('(a+)+') // => 'a pattern that repeats no group with a quantifier or an alternative in it'
 */
export function slowPattern(source: string): string | undefined {
  const parts: Part[] = [{ varies: false }];
  let closed: Part | undefined;
  for (let at = 0; at < source.length; ) {
    const current = parts.at(-1) ?? { varies: false };
    const quantifier = matchAt(QUANTIFIER, source, at);
    if (quantifier !== null) {
      const { isFixed, repeats } = rangeOf(quantifier);
      if (repeats && closed?.varies === true) {
        return 'a pattern that repeats no group with a quantifier or an alternative in it';
      }
      if (!isFixed) current.varies = true;
      closed = undefined;
      at += quantifier[0].length;
      continue;
    }
    closed = undefined;
    const atom = matchAt(ATOM, source, at);
    const group = matchAt(GROUP, source, at);
    if (atom !== null) {
      if (/^\\[1-9k]/.test(atom[0])) return 'a pattern without references back to a group';
      at += atom[0].length;
    } else if (group !== null) {
      parts.push({ varies: false });
      at += group[0].length;
    } else {
      const character = source[at];
      if (character === '|') current.varies = true;
      if (character === ')' && parts.length > 1) {
        closed = parts.pop();
        if (closed?.varies === true) (parts.at(-1) ?? closed).varies = true;
      }
      at += 1;
    }
  }
  return undefined;
}

function rangeOf([text, least, comma, most]: RegExpExecArray): {
  /** Whether it always repeats equally often. */
  readonly isFixed: boolean;
  /** Whether it can repeat more than once. */
  readonly repeats: boolean;
} {
  if (least === undefined) return { isFixed: false, repeats: !text.startsWith('?') };
  const largest = comma === undefined ? least : most === '' ? Number.POSITIVE_INFINITY : most;
  return { isFixed: Number(largest) === Number(least), repeats: Number(largest) > 1 };
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
