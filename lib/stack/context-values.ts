import { InputError } from '../errors.ts';

/** Gives the value of the CDK's context under a name: text from `-c`, any JSON from `cdk.json`. */
export type Context = (name: string) => unknown;

/** What a text must be. */
export interface TextRule {
  readonly pattern: RegExp;
  /** Completes "Expected bucketName to be ...". */
  readonly expected: string;
}

/** Between which whole numbers a value must lie, both included. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * A text, or `undefined` where there is none.
 *
 * @throws InputError when it is no text, or not what it must be.
 * @example
 * textOf(() => 'lake', 'database', { pattern: /^[a-z]+$/, expected: 'letters' }) // => 'lake'
 */
export function textOf(
  context: Context,
  name: string,
  { pattern, expected }: TextRule,
): string | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw wrong(name, expected, value);
}

/**
 * A whole number, or `undefined` where there is none.
 *
 * @throws InputError when it is none, or out of bounds.
 * @example
 * wholeNumberOf(() => '30', 'resultsDays', { min: 1, max: 3650 }) // => 30
 */
export function wholeNumberOf(
  context: Context,
  name: string,
  { min, max }: Bounds,
): number | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (Number.isInteger(number) && Number(number) >= min && Number(number) <= max) {
    return Number(number);
  }
  throw wrong(name, `a whole number from ${min} to ${max}`, value);
}

/**
 * One of some words, or `undefined` where there is none.
 *
 * @throws InputError that lists them when it is another one.
 * @example
 * oneOf(() => 'destroy', 'removal', ['keep', 'destroy']) // => 'destroy'
 */
export function oneOf<Choice extends string>(
  context: Context,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw wrong(name, choices.join(' or '), value);
}

/**
 * Yes or no, or `undefined` where nothing is said.
 *
 * @throws InputError when it is neither true nor false.
 * @example
 * yesOrNo(() => 'true', 'plantedFaults') // => true
 */
export function yesOrNo(context: Context, name: string): boolean | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw wrong(name, 'true or false', value);
}

/**
 * Texts, from a list or from one text with commas between them, or `undefined` where there are none.
 *
 * @throws InputError when it is neither.
 * @example
 * textsOf(() => 'repo:a/b:x, repo:a/c:x', 'githubSubjects') // => ['repo:a/b:x', 'repo:a/c:x']
 */
export function textsOf(context: Context, name: string): string[] | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  const list: unknown[] = typeof value === 'string' ? value.split(',') : asList(value);
  const texts = list.map((text) => (typeof text === 'string' ? text.trim() : ''));
  if (texts.length > 0 && !texts.includes('')) return texts;
  throw wrong(name, 'texts with commas between them, or a list of texts', value);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function wrong(name: string, expected: string, value: unknown): InputError {
  return new InputError({
    expected: `${name} to be ${expected}`,
    got: JSON.stringify(value) ?? String(value),
    advice: `Pass -c ${name}=..., or set it under "context" in cdk.json.`,
  });
}
