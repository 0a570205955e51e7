import { readFileSync, writeFileSync } from 'node:fs';
import type { Table } from '../lib/model/table.ts';
import { accounts } from '../lib/tables/accounts.ts';
import { withPart } from './marked-part.ts';

const MARKS = {
  begin: '<!-- data dictionary: written by "npm run docs" -->',
  end: '<!-- end of data dictionary -->',
};

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
    ...[...table.columns, ...partitions].map(
      ({ name, type, description, example }) =>
        `| \`${name}\` | ${type} | ${description} | \`${example}\` |`,
    ),
  ].join('\n');
}

/** Returns a document with the current dictionary between its marks. */
export function withDictionary(document: string): string {
  return withPart(document, MARKS, dataDictionary(accounts));
}

/** The documents with the dictionary. */
export const documents = ['README.md', 'docs/data.md'] as const;

if (process.argv[1] === import.meta.filename) {
  for (const file of documents) writeFileSync(file, withDictionary(readFileSync(file, 'utf8')));
}
