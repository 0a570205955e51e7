import { Scanner } from './scanner.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { Field } from './table-schema.ts';

/** What a statement adds to a table that was made before. */
export interface Amendment {
  /** Name of the table, and of what it is in. */
  readonly table: string;
  readonly namespace: string | undefined;
  /** The field that it is about. Default: the table as a whole. */
  readonly field?: string;
  readonly description?: string;
  readonly filledBy?: Exclude<Field['filledBy'], undefined>;
  /** Fields that a unique index is over. */
  readonly unique?: readonly string[];
}

/**
 * What COMMENT ON, ALTER TABLE ... ALTER COLUMN and CREATE UNIQUE INDEX add, as dumps of PostgreSQL have
 * them; `undefined` for other statements.
 *
 * @example
 * readAmendment("COMMENT ON COLUMN shop.orders.id IS 'The key'", 'postgres') // => { table: 'orders', namespace: 'shop', field: 'id', description: 'The key' }
 */
export function readAmendment(statement: string, dialect: SqlDialect): Amendment | undefined {
  const scanner = new Scanner(statement);
  if (scanner.takes('comment', 'on')) return readComment(scanner, dialect);
  if (scanner.takes('alter', 'table')) return readAlteration(scanner, dialect);
  if (scanner.takes('create', 'unique', 'index')) return readUniqueIndex(scanner, dialect);
  return undefined;
}

function readComment(scanner: Scanner, dialect: SqlDialect): Amendment | undefined {
  const isColumn = scanner.takes('column');
  if (!isColumn && !scanner.takes('table')) return undefined;
  const names = readNames(scanner, dialect);
  const text = scanner.takes('is') ? scanner.take() : undefined;
  if (text?.kind !== 'text') return undefined;
  const field = isColumn ? names.pop() : undefined;
  const [table = '', namespace] = names.reverse();
  return {
    table,
    namespace,
    ...(field === undefined ? {} : { field }),
    description: text.text,
  };
}

function readAlteration(scanner: Scanner, dialect: SqlDialect): Amendment | undefined {
  scanner.takes('if', 'exists');
  scanner.takes('only');
  const [table = '', namespace] = readNames(scanner, dialect).reverse();
  if (!scanner.takes('alter')) return undefined;
  scanner.takes('column');
  const [field = ''] = readNames(scanner, dialect);
  if (scanner.takes('add', 'generated')) return { table, namespace, field, filledBy: 'identity' };
  if (!scanner.takes('set', 'default')) return undefined;
  const filledBy = scanner.takes('nextval') ? 'identity' : 'default';
  return { table, namespace, field, filledBy };
}

/** An index with a condition, or over an expression, keeps no set of fields unique. */
function readUniqueIndex(scanner: Scanner, dialect: SqlDialect): Amendment | undefined {
  scanner.takes('concurrently');
  scanner.takes('if', 'not', 'exists');
  if (!scanner.takes('on')) readNames(scanner, dialect);
  scanner.takes('on');
  scanner.takes('only');
  const [table = '', namespace] = readNames(scanner, dialect).reverse();
  if (scanner.takes('using')) scanner.take();
  if (!scanner.takes('(')) return undefined;
  const unique: string[] = [];
  do {
    const names = readNames(scanner, dialect);
    scanner.takes('asc') || scanner.takes('desc');
    unique.push(...names);
  } while (scanner.takes(','));
  return scanner.takes(')') && scanner.peek() === undefined && unique.length > 0
    ? { table, namespace, unique }
    : undefined;
}

function readNames(scanner: Scanner, dialect: SqlDialect): string[] {
  const names: string[] = [];
  do {
    const token = scanner.peek();
    if (token?.kind !== 'word' && token?.kind !== 'name') return names;
    scanner.take();
    names.push(
      dialect === 'postgres' && token.kind === 'word' ? token.text.toLowerCase() : token.text,
    );
  } while (scanner.takes('.'));
  return names;
}
