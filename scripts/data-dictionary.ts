import { readFileSync, writeFileSync } from 'node:fs';
import { partitionColumns } from '../lib/model/partition.ts';
import type { Grain } from '../lib/model/period.ts';
import type { Table } from '../lib/model/table.ts';
import { accounts } from '../lib/tables/accounts.ts';
import { bankAccounts } from '../lib/tables/bank-accounts.ts';
import { cards } from '../lib/tables/cards.ts';
import { dataHackersEpisodes } from '../lib/tables/data-hackers-episodes.ts';
import { members } from '../lib/tables/members.ts';
import { movements } from '../lib/tables/movements.ts';
import { podcasts } from '../lib/tables/podcasts.ts';
import { sales } from '../lib/tables/sales.ts';
import { type Marks, withPart } from './marked-part.ts';

/** A table, and how long its periods are. */
interface Described {
  readonly table: Table;
  readonly grain: Grain;
}

/** The documents with dictionaries, and the tables of each. */
const tablesIn: Readonly<Record<string, readonly Described[]>> = {
  'docs/data.md': [hourly(accounts)],
  'docs/relational.md': [members, bankAccounts, cards, movements].map(hourly),
  'docs/vendas.md': [{ table: sales, grain: 'file' }],
  'docs/podcasts.md': [podcasts, dataHackersEpisodes].map((table) => ({ table, grain: 'day' })),
};

/** Descriptions of the partition columns. */
const partitions: Readonly<Record<string, { description: string; example: string }>> = {
  dt: { description: 'Partition: day in UTC', example: '2026-11-20' },
  hour: { description: 'Partition: hour of the day in UTC', example: '13' },
  file: {
    description: 'Partition: the first 12 digits of the SHA-256 of the file',
    example: '3f9a0c51d2e7',
  },
};

/** The documents with dictionaries. */
export const documents: readonly string[] = Object.keys(tablesIn);

/** Returns the columns of a table, and its partition columns, as a Markdown table. */
export function dataDictionary({ table, grain }: Described): string {
  const partitionRows = partitionColumns(grain).map((name) => ({
    name,
    type: 'string',
    description: '',
    example: '',
    ...partitions[name],
  }));
  return [
    '| column | type | meaning | example |',
    '|---|---|---|---|',
    ...[...table.columns.map(withTypeName), ...partitionRows].map(
      ({ name, type, description, example }) =>
        `| \`${name}\` | ${type} | ${description} | \`${example}\` |`,
    ),
  ].join('\n');
}

/** Returns a document with the current dictionaries between their marks. */
export function withDictionary(document: string, file: string): string {
  const tables = tablesIn[file] ?? [];
  return tables.reduce(
    (text, described) => withPart(text, marksOf(described.table), dataDictionary(described)),
    document,
  );
}

function hourly(table: Table): Described {
  return { table, grain: 'hour' };
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
