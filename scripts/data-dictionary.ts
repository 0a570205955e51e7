import { readFileSync, writeFileSync } from 'node:fs';
import type { Table } from '../lib/model/table.ts';
import { accounts } from '../lib/tables/accounts.ts';
import { bankAccounts } from '../lib/tables/bank-accounts.ts';
import { cards } from '../lib/tables/cards.ts';
import { members } from '../lib/tables/members.ts';
import { movements } from '../lib/tables/movements.ts';
import { type Marks, withPart } from './marked-part.ts';

/** The documents with dictionaries, and the tables of each. */
const tablesIn: Readonly<Record<string, readonly Table[]>> = {
  'README.md': [accounts],
  'docs/data.md': [accounts],
  'docs/relational.md': [members, bankAccounts, cards, movements],
};

/** The documents with dictionaries. */
export const documents: readonly string[] = Object.keys(tablesIn);

/** Returns the columns of a table, and its partition columns, as a Markdown table. */
export function dataDictionary(table: Table): string {
  const partitions = [
    { name: 'dt', type: 'string', description: 'Partition: day in UTC', example: '2026-11-20' },
    {
      name: 'hour',
      type: 'string',
      description: 'Partition: hour of the day in UTC',
      example: '13',
    },
  ];
  return [
    '| column | type | meaning | example |',
    '|---|---|---|---|',
    ...[...table.columns.map(withTypeName), ...partitions].map(
      ({ name, type, description, example }) =>
        `| \`${name}\` | ${type} | ${description} | \`${example}\` |`,
    ),
  ].join('\n');
}

/** Returns a document with the current dictionaries between their marks. */
export function withDictionary(document: string, file: string): string {
  const tables = tablesIn[file] ?? [];
  return tables.reduce(
    (text, table) => withPart(text, marksOf(table), dataDictionary(table)),
    document,
  );
}

function marksOf({ name }: Table): Marks {
  const of = name === accounts.name ? '' : ` of ${name}`;
  return {
    begin: `<!-- data dictionary${of}: written by "npm run docs" -->`,
    end: `<!-- end of data dictionary${of} -->`,
  };
}

function withTypeName({
  name,
  type,
  precision,
  scale,
  description,
  example,
}: Table['columns'][number]) {
  const parameters = precision === undefined ? '' : `(${precision},${scale})`;
  return { name, type: `${type}${parameters}`, description, example };
}

if (process.argv[1] === import.meta.filename) {
  for (const file of documents) {
    writeFileSync(file, withDictionary(readFileSync(file, 'utf8'), file));
  }
}
