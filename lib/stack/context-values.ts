import { InputError } from '../errors.ts';
import { periodOfGrain } from '../model/period.ts';
import type { ContextName } from './context-names.ts';

/** Returns the context value under a name: text from `-c`, any JSON from `cdk.json`. */
export type Context = (name: ContextName) => unknown;

/** What a text must look like. */
export interface TextRule {
  readonly pattern: RegExp;
  /** Completes "Expected bucketName to be ...". */
  readonly expected: string;
}

/** Bounds of a whole number, both inclusive. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Reads a text; `undefined` when it is not set.
 *
 * @throws InputError when the value is not a text or does not follow the rule.
 * @example
 * textOf(() => 'lake', 'database', { pattern: /^[a-z]+$/, expected: 'letters' }) // => 'lake'
 */
export function textOf(
  context: Context,
  name: ContextName,
  { pattern, expected }: TextRule,
): string | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw wrong(name, expected, value);
}

/**
 * Reads a day; `undefined` when it is not set.
 *
 * @throws InputError when the value is not a day of the calendar.
 * @example
 * dayOf(() => '2026-01-01', 'projectedFrom') // => '2026-01-01'
 */
export function dayOf(context: Context, name: ContextName): string | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  if (typeof value === 'string' && periodOfGrain('day', value) !== undefined) return value;
  throw wrong(name, 'a day such as 2026-01-01', value);
}

/**
 * Reads a whole number; `undefined` when it is not set.
 *
 * @throws InputError when the value is not a whole number within the bounds.
 * @example
 * wholeNumberOf(() => '30', 'resultsDays', { min: 1, max: 3650 }) // => 30
 */
export function wholeNumberOf(
  context: Context,
  name: ContextName,
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
 * Reads one of a few words; `undefined` when it is not set.
 *
 * @throws InputError that lists the words when the value is not one of them.
 * @example
 * oneOf(() => 'destroy', 'removal', ['keep', 'destroy']) // => 'destroy'
 */
export function oneOf<Choice extends string>(
  context: Context,
  name: ContextName,
  choices: readonly Choice[],
): Choice | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw wrong(name, choices.join(' or '), value);
}

/**
 * Reads a list of texts, written as a list or as one text with commas; `undefined` when it is not set.
 *
 * @throws InputError when the value is neither, or one of the texts is empty.
 * @example
 * textsOf(() => 'repo:a/b:x, repo:a/c:x', 'githubSubjects') // => ['repo:a/b:x', 'repo:a/c:x']
 */
export function textsOf(context: Context, name: ContextName): string[] | undefined {
  const value = context(name);
  if (value === undefined) return undefined;
  const list: unknown[] = typeof value === 'string' ? value.split(',') : asList(value);
  const texts = list.map((text) => (typeof text === 'string' ? text.trim() : ''));
  if (texts.length > 0 && !texts.includes('')) return texts;
  throw wrong(name, 'texts separated by commas, or a list of texts', value);
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function wrong(name: ContextName, expected: string, value: unknown): InputError {
  return new InputError({
    expected: `${name} to be ${expected}`,
    got: JSON.stringify(value) ?? String(value),
    advice: `Pass -c ${name}=..., or set it under "context" in cdk.json.`,
  });
}
