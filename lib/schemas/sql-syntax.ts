import type { SqlDialect } from './sql-dialect.ts';
import { isSyntaxObject, type SyntaxObject } from './sql-parser.ts';
import { insideBrackets } from './sql-table-text.ts';

/** A statement that was parsed. */
export interface ParsedText {
  /** The statement as it is written; positions of the syntax tree are positions in it. */
  readonly text: string;
  readonly dialect: SqlDialect;
}

/**
 * The value of an entry of the syntax tree as an object; an empty one for anything else.
 *
 * @example
 * objectAt({ a: { b: 1 } }, 'a') // => { b: 1 }
 */
export function objectAt(object: SyntaxObject, name: string): SyntaxObject {
  const value = object[name];
  return isSyntaxObject(value) ? value : {};
}

/**
 * The objects in a list of the syntax tree.
 *
 * @example
 * objectsAt({ a: [{ b: 1 }, 'c'] }, 'a') // => [{ b: 1 }]
 */
export function objectsAt(object: SyntaxObject, name: string): readonly SyntaxObject[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter(isSyntaxObject) : [];
}

/**
 * A name as its system stores it: PostgreSQL and Hive fold names without quotes to lower case.
 *
 * @example
 * storedName({ value: 'Orders' }, 'postgres') // => 'orders'
 * storedName({ value: 'Orders', quote_style: '"' }, 'postgres') // => 'Orders'
 */
export function storedName(
  { value, quote_style: quote }: SyntaxObject,
  dialect: SqlDialect,
): string {
  const name = typeof value === 'string' ? value : '';
  const folds = dialect === 'hive' || (dialect === 'postgres' && typeof quote !== 'string');
  return folds ? name.toLowerCase() : name;
}

/**
 * The parts of a name such as `shop.orders`, as its system stores them.
 *
 * @example
 * namesAt({ name: [{ Identifier: { value: 'shop' } }, { Identifier: { value: 'Orders' } }] }, 'name', 'postgres') // => ['shop', 'orders']
 */
export function namesAt(object: SyntaxObject, name: string, dialect: SqlDialect): string[] {
  return objectsAt(object, name).map((part) =>
    storedName('Identifier' in part ? objectAt(part, 'Identifier') : part, dialect),
  );
}

/** Where a name ends in the text, in UTF-16 code units. */
export function endOfName(name: SyntaxObject, { text }: ParsedText): number {
  return offsetOf(objectAt(objectAt(name, 'span'), 'end'), text);
}

/**
 * The condition of a CHECK as it is written; `undefined` where it names no field and no value.
 *
 * @param expression its syntax tree
 */
export function conditionText(expression: SyntaxObject, { text }: ParsedText): string | undefined {
  const starts = spansIn(expression).map((span) => offsetOf(objectAt(span, 'start'), text));
  const before = text.slice(0, Math.min(...starts, text.length));
  const check = [...before.matchAll(/\bCHECK\s*\(/gi)].at(-1);
  if (starts.length === 0 || check === undefined) return undefined;
  return insideBrackets(text, check.index + check[0].length - 1);
}

function spansIn(node: unknown): SyntaxObject[] {
  if (Array.isArray(node)) return node.flatMap(spansIn);
  if (!isSyntaxObject(node)) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'span' && isSyntaxObject(value) && objectAt(value, 'start').line !== 0
      ? [value]
      : spansIn(value),
  );
}

/** The parser counts lines and columns from 1, and columns in code points. */
function offsetOf({ line, column }: SyntaxObject, text: string): number {
  const lines = text.split('\n');
  const [row, place] = [Number(line) - 1, Number(column) - 1];
  const before = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
  return before + [...(lines[row] ?? '')].slice(0, place).join('').length;
}
