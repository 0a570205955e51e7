import { InputError } from '../../errors.ts';
import { isRecord } from '../../model/is-record.ts';
import { didYouMean } from '../../model/nearest-name.ts';

/** Returns what was expected of a text, or `undefined` when it is usable. */
export type TextRule = (text: string) => string | undefined;

/** A part of the data of a job. */
export interface Place {
  /** `request.paginator`; empty for the data as a whole. */
  readonly path: string;
  readonly job: string;
}

/** Throws InputError when a value is not what this part of the data can be. */
export type Check = (value: unknown, place: Place) => void;

/** A member of an object, or one that may be left out. */
export type Member = Check | { readonly optional: Check };

/**
 * A member that may be left out.
 *
 * @example
 * object({ most: optional(text()) })({}, { path: 'request', job: 'podcasts' }) // => undefined
 */
export function optional(check: Check): Member {
  return { optional: check };
}

/**
 * The error about a part of the data.
 *
 * @param expected completes "Expected <part> to be"
 * @param got never a text that may be a secret
 * @example
 * wrongData({ path: 'limits.pages', job: 'podcasts' }, 'a whole number from 1', '0').message // => 'Expected limits.pages of podcasts to be a whole number from 1, got 0. Correct the job in its file in jobs/.'
 */
export function wrongData(
  { path, job }: Place,
  expected: string,
  got: string,
  hint = '',
): InputError {
  return new InputError({
    expected: `${path === '' ? 'the data' : path} of ${job} to be ${expected}`,
    got,
    advice: `${hint}Correct the job in its file in jobs/.`,
  });
}

/**
 * A part of a part.
 *
 * @example
 * inside({ path: 'request', job: 'podcasts' }, 'path') // => { path: 'request.path', job: 'podcasts' }
 */
export function inside({ path, job }: Place, name: string): Place {
  return { path: path === '' ? name : `${path}.${name}`, job };
}

/**
 * Checks an object that has these members and no others.
 *
 * @example
 * object({ path: text() })({ path: 'shows' }, { path: 'request', job: 'podcasts' }) // => undefined
 */
export function object(members: Readonly<Record<string, Member>>): Check {
  const names = Object.keys(members);
  return (value, place) => {
    if (!isRecord(value)) throw wrongData(place, 'an object', wordsFor(value));
    for (const name of Object.keys(value)) {
      if (names.includes(name)) continue;
      const expected = `an object of ${names.join(', ')}`;
      throw wrongData(place, expected, JSON.stringify(name), didYouMean(name, names));
    }
    for (const [name, member] of Object.entries(members)) {
      const given = value[name];
      if (typeof member === 'function') member(given, inside(place, name));
      else if (given !== undefined) member.optional(given, inside(place, name));
    }
  };
}

/**
 * Checks an object whose other members depend on its `kind`.
 *
 * @example
 * oneOfKinds({ single: {} })({ kind: 'single' }, { path: 'request.paginator', job: 'podcasts' }) // => undefined
 */
export function oneOfKinds(
  kinds: Readonly<Record<string, Readonly<Record<string, Member>>>>,
): Check {
  const names = Object.keys(kinds);
  return (value, place) => {
    if (!isRecord(value)) throw wrongData(place, 'an object with a kind', wordsFor(value));
    const { kind } = value;
    const members = typeof kind === 'string' && Object.hasOwn(kinds, kind) && kinds[kind];
    if (members) return object({ kind: () => {}, ...members })(value, place);
    const hint = typeof kind === 'string' ? didYouMean(kind, names) : '';
    throw wrongData(inside(place, 'kind'), `one of ${names.join(', ')}`, wordsFor(kind), hint);
  };
}

/**
 * Checks an object whose names are free.
 *
 * @param rule returns what was expected of a name. Default: any name that is not empty.
 * @example
 * mapOf(text())({ show_id: 'id' }, { path: 'fields', job: 'podcasts' }) // => undefined
 */
export function mapOf(check: Check, rule?: TextRule): Check {
  const checkName = text(rule);
  return (value, place) => {
    if (!isRecord(value)) throw wrongData(place, 'an object', wordsFor(value));
    for (const [name, member] of Object.entries(value)) {
      checkName(name, inside(place, name));
      check(member, inside(place, name));
    }
  };
}

/**
 * Checks text that is not empty.
 *
 * @param rule returns what was expected. The text is not repeated, because it may be a secret.
 * @example
 * text()('shows', { path: 'request.path', job: 'podcasts' }) // => undefined
 */
export function text(rule: TextRule = () => undefined): Check {
  return (value, place) => {
    if (typeof value !== 'string' || value === '') throw wrongData(place, 'text', wordsFor(value));
    const expected = rule(value);
    if (expected !== undefined) throw wrongData(place, expected, 'other text');
  };
}

/**
 * Checks a finite number.
 *
 * @param options.above the number is greater
 * @param options.from the number is this or greater
 * @example
 * number({ from: 1, isWhole: true })(5, { path: 'api.tries', job: 'podcasts' }) // => undefined
 */
export function number({
  above = Number.NEGATIVE_INFINITY,
  from = Number.NEGATIVE_INFINITY,
  isWhole = false,
}: {
  readonly above?: number;
  readonly from?: number;
  readonly isWhole?: boolean;
}): Check {
  const bound = above >= from ? `above ${above}` : `from ${from}`;
  const expected = `a ${isWhole ? 'whole number' : 'number'} ${bound}`;
  return (value, place) => {
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    if (isNumber && value > above && value >= from && (!isWhole || Number.isSafeInteger(value)))
      return;
    throw wrongData(place, expected, wordsFor(value));
  };
}

/**
 * Checks a text, which may be empty, a number, `true` or `false`.
 *
 * @example
 * scalar('', { path: 'request.query.q', job: 'podcasts' }) // => undefined
 */
export function scalar(value: unknown, place: Place): void {
  const isText = typeof value === 'string' && value.isWellFormed();
  if (isText || typeof value === 'boolean' || Number.isFinite(value)) return;
  throw wrongData(place, 'text, a number, true or false', wordsFor(value));
}

/**
 * Checks `true` or `false`.
 *
 * @example
 * flag(true, { path: 'incremental.newestFirst', job: 'podcasts' }) // => undefined
 */
export function flag(value: unknown, place: Place): void {
  if (typeof value !== 'boolean') throw wrongData(place, 'true or false', wordsFor(value));
}

/** Numbers and flags are repeated; text is not, because it may be a secret. */
function wordsFor(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}
