import { didYouMean } from '../../../model/nearest-name.ts';
import { inside, type Place, wrongData } from '../../check/shape.ts';
import {
  PARENT,
  PERIOD_PLACEHOLDERS,
  parentMembers,
  placeholdersIn,
} from '../pages/placeholders.ts';
import type { RestData, RestRequest } from '../rest-data.ts';

/**
 * Makes sure that the parts of a request fit together: placeholders exist, a child depends on its parent,
 * and no parameter or column has two origins.
 *
 * @throws InputError that names the part.
 */
export function checkRequests({ request, fields = {} }: RestData, job: string): void {
  const taken = new Set(Object.keys(fields));
  let place = inside({ path: '', job }, 'request');
  checkRequest(request, place, PERIOD_PLACEHOLDERS);
  for (let { child } = request; child !== undefined; child = child.child) {
    place = inside(place, 'child');
    checkRequest(child, place, [...PERIOD_PLACEHOLDERS, `${PARENT}id`]);
    if (parentMembers(child).length === 0) {
      const expected = 'a list whose path or query has a member of its parent, such as {parent.id}';
      throw wrongData(place, expected, 'the same list for each parent');
    }
    for (const column of Object.keys(child.include ?? {})) {
      if (taken.has(column)) {
        const expected = 'the name of a column that neither fields nor another include has';
        throw wrongData(inside(place, 'include'), expected, JSON.stringify(column));
      }
      taken.add(column);
    }
  }
}

function checkRequest(
  { path, query = {}, paginator }: RestRequest,
  place: Place,
  placeholders: readonly string[],
): void {
  checkPlaceholders(path, inside(place, 'path'), placeholders);
  for (const [name, value] of Object.entries(query)) {
    checkPlaceholders(String(value), inside(inside(place, 'query'), name), placeholders);
  }
  if ('parameter' in paginator && Object.hasOwn(query, paginator.parameter)) {
    throw wrongData(
      inside(inside(place, 'paginator'), 'parameter'),
      'a parameter that the query does not have',
      JSON.stringify(paginator.parameter),
    );
  }
}

function checkPlaceholders(text: string, place: Place, names: readonly string[]): void {
  const hasParent = names.some((name) => name.startsWith(PARENT));
  const list = names.map((name) => `{${name}}`).join(', ');
  const unknown = placeholdersIn(text).find(
    (name) => !names.includes(name) && !(hasParent && isMember(name)),
  );
  if (unknown !== undefined) {
    const got = JSON.stringify(`{${unknown}}`);
    const advice = unknown.startsWith(PARENT) ? 'It has no parent. ' : didYouMean(unknown, names);
    throw wrongData(place, `text whose placeholders are among ${list}`, got, advice);
  }
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')))
    throw wrongData(place, `text whose braces are those of ${list}`, 'another brace');
}

/** Whether it leads to a member of the parent's record. */
function isMember(name: string): boolean {
  return name.startsWith(PARENT) && name.split('.').every((step) => step !== '');
}
