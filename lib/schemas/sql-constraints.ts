import type { Constraint } from './constraints.ts';
import type { SyntaxObject } from './sql-parser.ts';
import {
  conditionText,
  namesAt,
  objectAt,
  objectsAt,
  type ParsedText,
  storedName,
} from './sql-syntax.ts';
import { type ForeignKey, withFacts } from './table-schema.ts';

/**
 * The constraint that an entry of the syntax tree is; `undefined` for indexes and for what is no
 * constraint.
 *
 * @param column the column that the constraint stands at. Default: it stands by itself, and names its columns.
 */
export function constraintIn(
  entry: SyntaxObject,
  parsed: ParsedText,
  column?: string,
): Constraint | undefined {
  const [[kind = '', content] = []] = Object.entries(entry);
  const body = typeof content === 'object' && content !== null ? objectAt(entry, kind) : {};
  const fields = column === undefined ? columnsOf(body, parsed) : [column];
  switch (kind) {
    case 'PrimaryKey':
      return { kind: 'primary key', fields };
    case 'Unique':
      return { kind: 'unique', fields };
    case 'ForeignKey':
      return { kind: 'foreign key', fields, references: referenceIn(body, parsed) };
    case 'Check':
      return { kind: 'check', condition: conditionText(objectAt(body, 'expr'), parsed) };
    default:
      return undefined;
  }
}

/** Columns of a key are names, or expressions with an order. */
function columnsOf(body: SyntaxObject, { dialect }: ParsedText): string[] {
  return objectsAt(body, 'columns').map((column) => {
    const expression = objectAt(objectAt(column, 'column'), 'expr');
    const identifier = objectAt(expression, 'Identifier');
    return storedName('value' in column ? column : identifier, dialect);
  });
}

function referenceIn(body: SyntaxObject, { dialect }: ParsedText): ForeignKey['references'] {
  const names = namesAt(body, 'foreign_table', dialect);
  const fields = namesAt(body, 'referred_columns', dialect);
  return withFacts<ForeignKey['references']>(
    { table: names.at(-1) ?? '' },
    { namespace: names.at(-2), fields: fields.length === 0 ? undefined : fields },
  );
}
