import { isRecord } from '../../model/is-record.ts';
import type { JsonValue } from '../../model/json-row.ts';
import type { MemberShape, RecordShape, ShapeType } from './bigquery-data.ts';
import { Misfit } from './field-fault.ts';
import { isList } from './field-types.ts';

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

/**
 * The part of a value that its shape names, or what does not fit. Null fits everywhere; a member that is
 * missing does not.
 *
 * @example
 * fitShape({ lib: 'glibc', further: 1 }, { lib: 'STRING' }) // => { lib: 'glibc' }
 * fitShape({ libc: { lib: 5 } }, { libc: { lib: 'STRING' } }).path // => 'libc.lib'
 * fitShape({}, { lib: 'STRING' }).reason // => 'a missing member'
 */
export function fitShape(value: JsonValue, shape: MemberShape): JsonValue | Misfit {
  if (value === null) return null;
  if (isList(shape)) return fitList(value, shape[0]);
  if (typeof shape === 'string') {
    return accepts[shape](value) ? value : new Misfit(`${wordsFor(value)} in place of ${shape}`);
  }
  if (!isJsonRecord(value)) return new Misfit(`${wordsFor(value)} in place of a record`);
  return fitRecord(value, shape);
}

function fitRecord(
  value: { readonly [name: string]: JsonValue },
  shape: RecordShape,
): JsonValue | Misfit {
  const members: [string, JsonValue][] = [];
  for (const name of Object.keys(shape)) {
    const [member, below] = [value[name], shape[name]];
    if (below === undefined) continue;
    if (member === undefined || !Object.hasOwn(value, name)) {
      return new Misfit('a missing member', name);
    }
    const fitting = fitShape(member, below);
    if (fitting instanceof Misfit) return fitting.in(name);
    members.push([name, fitting]);
  }
  return Object.fromEntries(members);
}

function fitList(value: JsonValue, shape: MemberShape): JsonValue | Misfit {
  if (!Array.isArray(value)) return new Misfit(`${wordsFor(value)} in place of a list`);
  const items: JsonValue[] = [];
  for (const [index, item] of value.entries()) {
    const fitting = fitShape(item, shape);
    if (fitting instanceof Misfit) return fitting.in(index);
    items.push(fitting);
  }
  return items;
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
