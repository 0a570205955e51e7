import { CaptureError } from '../../../errors.ts';
import type { JsonValue } from '../../../model/json-row.ts';
import type { ChildRequest } from '../rest-data.ts';
import { isJsonObject, type JsonObject, kindOfJson, memberAt } from './member-at.ts';
import { PARENT, type PlaceholderValues, parentMembers } from './placeholders.ts';

/** What one list of a child is asked for with. */
export interface ChildStart {
  readonly values: PlaceholderValues;
  readonly include: JsonObject;
}

/**
 * Prepares to read from the records of a parent what the lists of its child need.
 *
 * @param parent what the parent's own list was asked for with, and its path for errors
 * @returns called with a record and its number in the list, from 1. Throws CaptureError when the record
 *   lacks a member that the child's path or query needs.
 * @example
 * childStart({ path: 'shows/{parent.id}/episodes', records: '', paginator: { kind: 'single' }, include: { show_id: 'id' } }, { values: {}, include: {}, path: 'shows' })({ id: 'a' }, 1) // => { values: { 'parent.id': 'a' }, include: { show_id: 'a' } }
 */
export function childStart(
  child: ChildRequest,
  parent: ChildStart & { readonly path: string },
): (record: JsonValue, position: number) => ChildStart {
  const members = parentMembers(child);
  const columns = Object.entries(child.include ?? {});

  return (record, position) => {
    const place = { child: child.path, parent: parent.path, position };
    const own = members.map((name) => [`${PARENT}${name}`, textOf(record, name, place)]);
    const included = columns.map(([column, path]) => [column, memberAt(record, path) ?? null]);
    return {
      values: { ...parent.values, ...Object.fromEntries(own) },
      include: { ...parent.include, ...Object.fromEntries(included) },
    };
  };
}

function textOf(
  record: JsonValue,
  member: string,
  place: { readonly child: string; readonly parent: string; readonly position: number },
): string {
  const value = memberAt(record, member);
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text === 'string' && isUsable(text)) return text;
  const { child, parent, position } = place;
  throw new CaptureError({
    expected: `each record of ${parent} to have text or a number at ${member}, which ${child} needs`,
    got: `${gotOf(record, value)} in record ${position}`,
    advice: 'Correct the placeholders of the child in the job. No record is skipped.',
  });
}

/** Other text would lead to another path than the declared one. */
function isUsable(text: string): boolean {
  return text.isWellFormed() && !['', '.', '..'].includes(text);
}

function gotOf(record: JsonValue, value: JsonValue | undefined): string {
  if (!isJsonObject(record)) return `${kindOfJson(record)} in place of an object`;
  return typeof value === 'string' ? 'text that cannot be part of a path' : kindOfJson(value);
}
