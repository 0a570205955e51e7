import { isRecord } from '../../model/is-record.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { MemberShape, RecordShape, ShapeType } from './bigquery-data.ts';
import { Misfit } from './field-fault.ts';
import { isList } from './field-types.ts';
import { recordMaker } from './record-maker.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INTEGER = /^-?\d{1,19}$/;

const accepts: Readonly<Record<ShapeType, (value: JsonValue) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  INT64: (value) => Number.isSafeInteger(value) || isText(value, INTEGER),
  FLOAT64: (value) => Number.isFinite(value),
  BOOL: (value) => typeof value === 'boolean',
  TIMESTAMP: (value) => isText(value, INSTANT),
  DATE: (value) => isText(value, DATE),
};

/** The part of a value that its shape names, or what does not fit. */
export type FitShape = (value: JsonValue) => JsonValue | Misfit;

/**
 * Prepares to take the part of values that a shape names. Null fits everywhere; a member that is missing does
 * not.
 *
 * @example
 * shapeFitter({ lib: 'STRING' })({ lib: 'glibc', further: 1 }) // => { lib: 'glibc' }
 * shapeFitter({ libc: { lib: 'STRING' } })({ libc: { lib: 5 } }).path // => 'libc.lib'
 * shapeFitter({ lib: 'STRING' })({}).reason // => 'a missing member'
 */
export function shapeFitter(shape: MemberShape): FitShape {
  const fit = presentFitter(shape);
  return (value) => (value === null ? null : fit(value));
}

function presentFitter(shape: MemberShape): FitShape {
  if (isList(shape)) return listFitter(shapeFitter(shape[0]));
  if (typeof shape !== 'string') return recordFitter(shape);
  const isOfType = accepts[shape];
  return (value) =>
    isOfType(value) ? value : new Misfit(`${wordsFor(value)} in place of ${shape}`);
}

function recordFitter(shape: RecordShape): FitShape {
  const names = Object.keys(shape);
  const fitters = Object.values(shape).map(shapeFitter);
  const recordOf = recordMaker(names);
  return (value) => {
    if (!isJsonRecord(value)) return new Misfit(`${wordsFor(value)} in place of a record`);
    const members: JsonValue[] = [];
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? '';
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      if (member === undefined) return new Misfit('a missing member', name);
      const fitting = fitters[index]?.(member) ?? null;
      if (fitting instanceof Misfit) return fitting.in(name);
      members.push(fitting);
    }
    return recordOf(members);
  };
}

function listFitter(fit: FitShape): FitShape {
  return (value) => {
    if (!Array.isArray(value)) return new Misfit(`${wordsFor(value)} in place of a list`);
    const items: JsonValue[] = [];
    for (const [index, item] of value.entries()) {
      const fitting = fit(item);
      if (fitting instanceof Misfit) return fitting.in(index);
      items.push(fitting);
    }
    return items;
  };
}

function isText(value: JsonValue, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

function isJsonRecord(value: JsonValue): value is { readonly [name: string]: JsonValue } {
  return isRecord(value);
}

/**
 * What a value is, without the value.
 *
 * @example
 * wordsFor([1]) // => 'a list'
 */
export function wordsFor(value: JsonValue): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a record' : `a ${typeof value}`;
}
