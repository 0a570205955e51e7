import { integerType } from '../columns/integer.ts';
import { isRecord } from '../model/is-record.ts';
import { readTimestamp } from './readers/timestamp.ts';
import { isListShape, type LeafName, type ShapeData, shapeMember } from './shape-data.ts';
import type { RuleName } from './value-rules.ts';

/** Receives what is wrong with a document, and what is only to be counted. */
export interface ShapeReport {
  /** @param path from the document, such as `.distro.libc` or `[].name`; `''` is the document itself */
  readonly onFault: (path: string, rule: RuleName) => void;
  /** Called for each record with members that its shape does not have. Default: they are not counted. */
  readonly onExtra?: ((path: string) => void) | undefined;
}

/** Checks a value that is not `null`, and all values in it. */
export type CheckShape = (value: unknown, report: ShapeReport) => void;

const readInstant = readTimestamp.reader({}, { reads: readTimestamp.usual, round: true });

/** An integer that JavaScript does not hold exactly is text, as in lib/model/json-row.ts. */
const LARGE_INTEGER = /^-?\d{16,19}$/;

const leaves: Readonly<Record<LeafName, (value: unknown) => boolean>> = {
  string: isText,
  integer: (value) => Number.isSafeInteger(value) || isLargeInteger(value),
  double: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  timestamp: (value) => isText(value) && readInstant(value) !== undefined,
  json: isFiniteJson,
};

/**
 * Opens the shape of documents. All faults of a document are reported, not only the first: `type` (a value of
 * another type, such as a number for a text or for a record), `required` (`null` in a required member) and
 * `missing` (no such member). Elements of a list share a path, so that one fault may be reported repeatedly.
 *
 * @param shape without a problem, as `shapeProblem` sees it
 * @example
 * const found = []
 * openShape({ 'name!': 'string', libc: { version: 'string' } })({ name: null, libc: {} }, { onFault: (path, rule) => found.push([path, rule]) })
 * found // => [['.name', 'required'], ['.libc.version', 'missing']]
 */
export function openShape(shape: ShapeData): CheckShape {
  return partCheck(shape, '');
}

function partCheck(shape: ShapeData, path: string): CheckShape {
  if (typeof shape === 'string') return leafCheck(leaves[shape], path);
  if (isListShape(shape)) return listCheck(partCheck(shape[0], `${path}[]`), path);
  return recordCheck(shape, path);
}

function leafCheck(accepts: (value: unknown) => boolean, path: string): CheckShape {
  return (value, { onFault }) => {
    if (!accepts(value)) onFault(path, 'type');
  };
}

function listCheck(checkElement: CheckShape, path: string): CheckShape {
  return (value, report) => {
    if (!Array.isArray(value)) report.onFault(path, 'type');
    else for (const element of value) if (element !== null) checkElement(element, report);
  };
}

function recordCheck(shape: { readonly [member: string]: ShapeData }, path: string): CheckShape {
  const members = Object.entries(shape).map(([declared, part]) => {
    const { name, isRequired } = shapeMember(declared);
    const place = `${path}.${name}`;
    return { name, isRequired, path: place, check: partCheck(part, place) };
  });
  return (value, report) => {
    if (!isRecord(value)) {
      report.onFault(path, 'type');
      return;
    }
    let present = 0;
    for (const { name, isRequired, path: place, check } of members) {
      if (!Object.hasOwn(value, name)) {
        report.onFault(place, 'missing');
        continue;
      }
      present += 1;
      const member = value[name];
      if (member !== null) check(member, report);
      else if (isRequired) report.onFault(place, 'required');
    }
    if (report.onExtra !== undefined && Object.keys(value).length > present) report.onExtra(path);
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed();
}

function isLargeInteger(value: unknown): boolean {
  if (typeof value !== 'string' || !LARGE_INTEGER.test(value)) return false;
  const integer = BigInt(value);
  return !Number.isSafeInteger(Number(integer)) && integerType.accepts(integer);
}

/** Whether a value can be written as JSON without losing a number, and is not nested too deeply for that. */
function isFiniteJson(value: unknown): boolean {
  let isExact = true;
  try {
    JSON.stringify(value, (_, part: unknown) => {
      if (typeof part === 'number' && !Number.isFinite(part)) isExact = false;
      return part;
    });
  } catch {
    return false;
  }
  return isExact;
}
