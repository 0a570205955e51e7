import { InputError } from '../errors.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Setting } from '../model/settings.ts';
import type { Column, Table } from '../model/table.ts';
import type { KeyedMethod } from './master-key.ts';

/** How one column of a table is protected. */
export type ColumnRule =
  | {
      readonly column: string;
      readonly method: KeyedMethod;
      /** What the values are, whatever the column is called: columns of one domain join by their tokens. */
      readonly domain: string;
    }
  | { readonly column: string; readonly method: 'drop' };

/** What is added to the name of a column whose values are tokens. */
const SUFFIX = '_protegido';

const NAME = '[a-z_][a-z0-9_]*';
const DOMAIN = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const RULE = new RegExp(`^(${NAME}):(?:(siv|hmac):(${DOMAIN})|drop)$`);

/** Types whose values have one text, which is what is protected. */
const PROTECTED_TYPES = ['string', 'integer'];

/**
 * The rules that a text writes: `column:method:domain` with the method `siv` or `hmac`, or
 * `column:drop`; several with commas between them. `undefined` when it is not such a list, or names a
 * column twice.
 *
 * @example
 * parseColumnRules('cpf:siv:cpf,nome:drop') // => [{ column: 'cpf', method: 'siv', domain: 'cpf' }, { column: 'nome', method: 'drop' }]
 * parseColumnRules('cpf') // => undefined
 */
export function parseColumnRules(text: string): ColumnRule[] | undefined {
  const rules: ColumnRule[] = [];
  for (const part of text.split(',')) {
    const [, column, method, domain] = RULE.exec(part) ?? [];
    if (column === undefined || rules.some((rule) => rule.column === column)) return undefined;
    rules.push(
      domain === undefined
        ? { column, method: 'drop' }
        : { column, method: method === 'siv' ? 'siv' : 'hmac', domain },
    );
  }
  return rules;
}

/** The setting that says which columns are protected and how, for any table. */
export const columnRulesSetting: Setting<string> = {
  description:
    'Columns to protect: column:siv:domain (reversible with the key), column:hmac:domain (one way) or column:drop',
  expected: 'rules such as cpf:siv:cpf,email:hmac:email,nome:drop, each column once',
  example: 'cpf:siv:cpf',
  default: 'cpf:siv:cpf',
  parse: (text) => (parseColumnRules(text) === undefined ? undefined : text),
};

/** What a protected table is called. */
export interface ProtectedTableOptions {
  readonly name: string;
  readonly description: string;
  /** Rules as {@link parseColumnRules} reads them. */
  readonly protect: string;
}

/**
 * A table with some columns protected: a protected column becomes a text column with `_protegido`
 * after its name, in the same place; a dropped one is left out.
 *
 * @throws InputError when the rules are malformed, name a column that the table does not have, or one
 *   whose type cannot be protected.
 * @example
 * const people = { name: 'people', description: '', columns: [{ name: 'cpf', type: 'string' }, { name: 'uf', type: 'string' }] };
 * protectedTable(people, { name: 'safe', description: '', protect: 'cpf:hmac:cpf' }).columns.map(({ name }) => name) // => ['cpf_protegido', 'uf']
 */
export function protectedTable(
  table: Table,
  { name, description, protect }: ProtectedTableOptions,
): Table {
  const rules = rulesFor(table, protect);
  const columns = table.columns.flatMap((column): Column[] => {
    const rule = rules.get(column.name);
    if (rule === undefined) return [column];
    return rule.method === 'drop' ? [] : [protectedColumn(column, rule)];
  });
  return { name, description, columns };
}

/**
 * The rules for the columns of a table, by the name of the column.
 *
 * @throws InputError as {@link protectedTable} does.
 */
export function rulesFor(table: Table, protect: string): ReadonlyMap<string, ColumnRule> {
  const rules = parseColumnRules(protect);
  if (rules === undefined) {
    throw wrongRules(table, columnRulesSetting.expected, JSON.stringify(protect));
  }
  for (const { column: name, method } of rules) {
    const column = table.columns.find((each) => each.name === name);
    if (column === undefined) {
      const names = table.columns.map((each) => each.name);
      const near = nearestName(name, names) ?? names.join(', ');
      throw wrongRules(table, `rules for its columns, such as ${near}`, name);
    }
    if (method !== 'drop' && !PROTECTED_TYPES.includes(column.type)) {
      const expected = `${method} only for columns of type ${PROTECTED_TYPES.join(' or ')}`;
      throw wrongRules(table, expected, `${name} of type ${column.type}`);
    }
  }
  return new Map(rules.map((rule) => [rule.column, rule]));
}

/**
 * The name of the column that holds the tokens of another one.
 *
 * @example
 * protectedName('cpf') // => 'cpf_protegido'
 */
export function protectedName(column: string): string {
  return `${column}${SUFFIX}`;
}

function protectedColumn(
  { name, nullable }: Column,
  { method }: { readonly method: KeyedMethod },
): Column {
  return {
    name: protectedName(name),
    type: 'string',
    ...(nullable ? { nullable } : {}),
    description: `Token of \`${name}\`, equal for equal values; ${WORDS[method]}`,
    example: EXAMPLES[method],
    statistics: false,
  };
}

const WORDS: Readonly<Record<KeyedMethod, string>> = {
  siv: 'AES-256-SIV, reversible with the key of the lake',
  hmac: 'HMAC-SHA-256, one way',
};

const EXAMPLES: Readonly<Record<KeyedMethod, string>> = {
  siv: 'k1s.9MjDUFb5Ne0RYPxI2sWZur1ToFqRL1sknlzQrYLV',
  hmac: 'k1h.pcg35vs7h4DWgSwAECpyisGuBdkOyTYvyGYQlDZkiXo',
};

function wrongRules({ name }: Table, expected: string, got: string): InputError {
  return new InputError({
    expected: `the table ${name} to be protected by ${expected}`,
    got,
    advice: `Write, for example, ${columnRulesSetting.example}.`,
  });
}
