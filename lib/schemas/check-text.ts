import { Scanner, type Token } from './scanner.ts';
import type { Bound, Field } from './table-schema.ts';

/** What a condition says of one field. */
export type CheckFacts = Pick<Field, 'values' | 'min' | 'max' | 'atMost'>;

/** A part of a condition: the name of a field, a value, a list of values, or what is known of fields. */
type Part =
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'list'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'facts'; readonly facts: ReadonlyMap<string, CheckFacts> };

const OPPOSITE: Readonly<Record<string, string>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '=': '=',
};

const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Types to which PostgreSQL casts a number that it shows in quotes: `'-5'::integer`. */
const NUMBER_TYPE = /^(small|big)?int|^(numeric|decimal|real|double|float)/i;

/**
 * Reads the condition of a CHECK: comparisons of a field with a value or with another field, BETWEEN, IN and their like,
 * joined by AND, and equalities joined by OR. Casts, and parentheses, are looked through. These are the
 * forms in which people write ranges and lists, and in which PostgreSQL and DuckDB show them.
 *
 * @returns facts by the name of the field; `undefined` where the condition says anything else
 * @example
 * readCheck("((price >= (0)::numeric) AND (price < 100))")?.get('price') // => { min: { value: '0' }, max: { value: '100', exclusive: true } }
 * readCheck("(state)::text = ANY ((ARRAY['a'::varchar, 'b'::varchar])::text[])")?.get('state') // => { values: ['a', 'b'] }
 * readCheck('begins <= ends')?.get('begins') // => { atMost: { field: 'ends' } }
 * readCheck('length(name) > 3') // => undefined
 */
export function readCheck(condition: string): ReadonlyMap<string, CheckFacts> | undefined {
  const scanner = new Scanner(condition);
  try {
    const part = readOr(scanner);
    return part.kind === 'facts' && scanner.peek() === undefined ? part.facts : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The condition is not of a form that is read. */
class Unreadable extends Error {}

function readOr(scanner: Scanner): Part {
  let part = readAnd(scanner);
  while (scanner.takes('or')) part = either(factsOf(part), factsOf(readAnd(scanner)));
  return part;
}

function readAnd(scanner: Scanner): Part {
  let part = readComparison(scanner);
  while (scanner.takes('and')) part = both(factsOf(part), factsOf(readComparison(scanner)));
  return part;
}

function readComparison(scanner: Scanner): Part {
  const left = readOperand(scanner);
  if (scanner.takes('is', 'not', 'null')) return { kind: 'facts', facts: new Map() };
  if (scanner.takes('between')) {
    const least = compared(left, '>=', readOperand(scanner));
    if (!scanner.takes('and')) throw new Unreadable();
    return both(factsOf(least), factsOf(compared(left, '<=', readOperand(scanner))));
  }
  if (scanner.takes('in')) return compared(left, '=', readList(scanner, '(', ')'));
  const operator = scanner.peek()?.text ?? '';
  if (OPPOSITE[operator] === undefined) return left;
  scanner.take();
  return compared(left, operator, readOperand(scanner));
}

function readOperand(scanner: Scanner): Part {
  let part = readBare(scanner);
  while (scanner.takes('::')) part = cast(part, readCastType(scanner));
  return part;
}

function readBare(scanner: Scanner): Part {
  if (scanner.takes('(')) {
    const part = readOr(scanner);
    if (!scanner.takes(')')) throw new Unreadable();
    return part;
  }
  if (scanner.takes('any', '(')) {
    const part = readOperand(scanner);
    if (!scanner.takes(')')) throw new Unreadable();
    return part;
  }
  if (scanner.takes('array')) return readList(scanner, '[', ']');
  const sign = scanner.takes('-') ? '-' : '';
  return partOf(scanner.take(), sign, scanner);
}

function partOf(token: Token | undefined, sign: string, scanner: Scanner): Part {
  const text = token?.text ?? '';
  if (token?.kind === 'number') return { kind: 'value', value: Number(`${sign}${text}`) };
  if (sign !== '') throw new Unreadable();
  if (token?.kind === 'text') return { kind: 'value', value: text };
  if (token?.kind === 'word' && /^(date|timestamp)$/i.test(text)) {
    const next = scanner.peek();
    if (next?.kind === 'text') return partOf(scanner.take(), '', scanner);
  }
  const isField =
    token?.kind === 'name' || (token?.kind === 'word' && !/^(not|null|case)$/i.test(text));
  if (isField && scanner.peek()?.text !== '(') return { kind: 'field', name: text };
  throw new Unreadable();
}

function readList(scanner: Scanner, opening: string, closing: string): Part {
  if (!scanner.takes(opening)) throw new Unreadable();
  const values: (string | number)[] = [];
  do {
    const part = readOperand(scanner);
    if (part.kind !== 'value') throw new Unreadable();
    values.push(part.value);
  } while (scanner.takes(','));
  if (!scanner.takes(closing)) throw new Unreadable();
  return { kind: 'list', values };
}

/** The name of a type as far as it matters; parameters and brackets behind it are skipped. */
function readCastType(scanner: Scanner): string {
  const words: string[] = [];
  for (let next = scanner.peek(); next !== undefined; next = scanner.peek()) {
    const isType = next.kind === 'word' && !/^(and|or|in|is|between)$/i.test(next.text);
    if (!isType && next.kind !== 'name' && next.text !== '.') break;
    words.push(next.text);
    scanner.take();
  }
  if (words.length === 0) throw new Unreadable();
  if (scanner.takes('('))
    while (!scanner.takes(')')) if (scanner.take() === undefined) throw new Unreadable();
  while (scanner.takes('['))
    while (!scanner.takes(']')) if (scanner.take() === undefined) throw new Unreadable();
  return words.join(' ');
}

function cast(part: Part, type: string): Part {
  if (part.kind === 'facts') throw new Unreadable();
  if (part.kind !== 'value' || !NUMBER_TYPE.test(type)) return part;
  const isNumber = typeof part.value === 'number' || NUMBER.test(part.value);
  return isNumber ? { kind: 'value', value: Number(part.value) } : part;
}

function compared(left: Part, operator: string, right: Part): Part {
  if (left.kind === 'value' && right.kind === 'field') {
    return compared(right, OPPOSITE[operator] ?? '', left);
  }
  if (left.kind !== 'field') throw new Unreadable();
  if (right.kind === 'field') return ordered(left.name, operator, right.name);
  const facts = comparedWith(operator, right);
  return { kind: 'facts', facts: new Map([[left.name, facts]]) };
}

function ordered(left: string, operator: string, right: string): Part {
  if (operator === '=') throw new Unreadable();
  const [lesser, greater] = operator.startsWith('<') ? [left, right] : [right, left];
  const isOpen = !operator.endsWith('=');
  const atMost = isOpen ? { field: greater, exclusive: true as const } : { field: greater };
  return { kind: 'facts', facts: new Map([[lesser, { atMost }]]) };
}

function comparedWith(operator: string, right: Part): CheckFacts {
  if (operator === '=' && right.kind === 'list') return { values: right.values };
  if (right.kind !== 'value') throw new Unreadable();
  if (operator === '=') return { values: [right.value] };
  const value = String(right.value);
  const bound: Bound = operator.endsWith('=') ? { value } : { value, exclusive: true };
  return operator.startsWith('>') ? { min: bound } : { max: bound };
}

function factsOf(part: Part): ReadonlyMap<string, CheckFacts> {
  if (part.kind !== 'facts') throw new Unreadable();
  return part.facts;
}

function both(one: ReadonlyMap<string, CheckFacts>, other: ReadonlyMap<string, CheckFacts>): Part {
  const facts = new Map(one);
  for (const [name, more] of other) {
    const known = facts.get(name) ?? {};
    // Which of two bounds is tighter depends on the type.
    if (Object.keys(more).some((fact) => fact in known)) throw new Unreadable();
    facts.set(name, { ...known, ...more });
  }
  return { kind: 'facts', facts };
}

/** Of alternatives only those between values of one field are carried. */
function either(
  one: ReadonlyMap<string, CheckFacts>,
  other: ReadonlyMap<string, CheckFacts>,
): Part {
  const [[name, facts] = ['', {}]] = [...one];
  const more = other.get(name);
  const lists = [facts, more ?? {}].map(({ values, min, max, atMost }) =>
    min || max || atMost ? undefined : values,
  );
  const [values, others] = lists;
  if (one.size !== 1 || other.size !== 1 || values === undefined || others === undefined) {
    throw new Unreadable();
  }
  return { kind: 'facts', facts: new Map([[name, { values: [...values, ...others] }]]) };
}
