import type { PresentValue } from '../model/batch.ts';

/** The rules of a contract, by what a value of a row broke. */
export const ruleNames = [
  'type',
  'required',
  'min',
  'max',
  'length',
  'pattern',
  'allowed',
  'missing',
] as const;

/**
 * A rule of a contract: `type` (no value of the column's type in a spelling that the column reads),
 * `required` (no value at all), `min`, `max`, `length`, `pattern`, `allowed`, `missing` (not even a name: a
 * member that a declared shape has, or a column of a file that is checked before it is captured).
 */
export type RuleName = (typeof ruleNames)[number];

/**
 * Longer text fits no pattern: the time that a pattern takes may grow with the square of the length, or
 * with a higher power.
 */
export const MOST_MATCHED = 256;

/** Bounds, pattern and list of a column, in the values of batches. */
export interface ValueLimits {
  /** Smallest value. */
  readonly min?: PresentValue | undefined;
  /** Largest value. */
  readonly max?: PresentValue | undefined;
  /** Most characters of a text. */
  readonly maxLength?: number | undefined;
  /** Source of a regular expression that the whole of a text has to match. */
  readonly pattern?: string | undefined;
  /** All values that there are. */
  readonly allowed?: readonly PresentValue[] | undefined;
}

/** Returns the first rule that a value breaks; `undefined` when it keeps all. */
export type BrokenRule = (value: PresentValue) => RuleName | undefined;

interface ValueRule {
  readonly name: RuleName;
  readonly keeps: (value: PresentValue) => boolean;
}

/**
 * Prepares to check the values of a column; `undefined` when it has no rules.
 *
 * @example
 * valueRules({ min: 1, max: 20 })?.(21) // => 'max'
 * valueRules({ pattern: '[A-Z]{2}' })?.('SP') // => undefined
 * valueRules({}) // => undefined
 */
export function valueRules(limits: ValueLimits): BrokenRule | undefined {
  const rules = rulesOf(limits);
  const [only] = rules;
  if (only === undefined) return undefined;
  if (rules.length === 1) return (value) => (only.keeps(value) ? undefined : only.name);
  return (value) => {
    for (const { name, keeps } of rules) if (!keeps(value)) return name;
    return undefined;
  };
}

function rulesOf({ min, max, maxLength, pattern, allowed }: ValueLimits): readonly ValueRule[] {
  const rules: ValueRule[] = [];
  if (min !== undefined) rules.push({ name: 'min', keeps: (value) => value >= min });
  if (max !== undefined) rules.push({ name: 'max', keeps: (value) => value <= max });
  if (maxLength !== undefined) {
    rules.push({ name: 'length', keeps: (value) => isWithin(String(value), maxLength) });
  }
  if (pattern !== undefined) {
    const whole = wholePattern(pattern);
    rules.push({
      name: 'pattern',
      keeps: (value) =>
        typeof value === 'string' && value.length <= MOST_MATCHED && whole.test(value),
    });
  }
  if (allowed !== undefined) {
    const values = new Set(allowed);
    rules.push({ name: 'allowed', keeps: (value) => values.has(value) });
  }
  return rules;
}

/**
 * The regular expression that matches a text only as a whole.
 *
 * @throws SyntaxError when the source is no regular expression.
 * @example
 * wholePattern('a|b').test('ab') // => false
 */
export function wholePattern(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, 'u');
}

/** Characters are code points, of which a text has at most as many as UTF-16 units. */
function isWithin(text: string, most: number): boolean {
  return text.length <= most || Array.from(text).length <= most;
}
