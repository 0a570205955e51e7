import { type CheckFacts, readCheck } from './check-text.ts';
import type { TypeFacts } from './field-types.ts';
import { Scanner } from './scanner.ts';
import { insideBrackets } from './sql-table-text.ts';
import { readType } from './type-text.ts';

/** A type that a file of SQL makes. */
export interface MadeType {
  readonly name: string;
  readonly facts: TypeFacts & CheckFacts;
  /** A condition of a domain that is not read. Default: there is none. */
  readonly ignored?: string;
}

/**
 * The type that a statement makes: an enum, or a domain; `undefined` for other statements, and for types
 * that no field can have.
 *
 * @param made the types before it
 * @example
 * madeType("CREATE TYPE mood AS ENUM ('sad', 'ok')", new Map()) // => { name: 'mood', facts: { type: 'string', values: ['sad', 'ok'] } }
 * madeType('CREATE DOMAIN stars AS int CHECK (VALUE > 0)', new Map()) // => { name: 'stars', facts: { type: 'integer', bits: 32, min: { value: '0', exclusive: true } } }
 */
export function madeType(
  statement: string,
  made: ReadonlyMap<string, TypeFacts>,
): MadeType | undefined {
  const scanner = new Scanner(statement);
  const isDomain = scanner.takes('create', 'domain');
  if (!isDomain && !scanner.takes('create', 'type')) return undefined;
  let name = scanner.take()?.text ?? '';
  while (scanner.takes('.')) name = scanner.take()?.text ?? '';
  scanner.takes('as');
  if (!isDomain && scanner.peek()?.text.toLowerCase() !== 'enum') return undefined;
  const { repeated, fields, ...facts } = readType(scanner, { dialect: 'postgres', made });
  const check = /\bCHECK\s*\(/i.exec(statement);
  const condition = check && insideBrackets(statement, check.index + check[0].length - 1);
  if (!isDomain || !condition) return { name: name.toLowerCase(), facts };
  const read = [...(readCheck(condition) ?? [])].find(([field]) => field.toLowerCase() === 'value');
  return read === undefined
    ? { name: name.toLowerCase(), facts, ignored: condition }
    : { name: name.toLowerCase(), facts: { ...facts, ...read[1] } };
}
