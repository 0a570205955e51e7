import type { Column, Table } from '../model/table.ts';

/** The columns that say where a captured row stood. Every table of an inbox has them, after its own. */
export const lineage = [
  {
    name: 'arquivo',
    type: 'string',
    description: 'Name of the file, as it was dropped',
    example: 'base_2019.xlsx',
    statistics: false,
  },
  {
    name: 'aba',
    type: 'string',
    nullable: true,
    description: 'Name of the sheet; empty for CSV, which has none',
    example: 'Vendas',
    statistics: false,
  },
  {
    name: 'linha_arquivo',
    type: 'integer',
    description: 'Number of the row in the sheet, from 1: the header is a row too',
    example: '2',
    statistics: false,
  },
  {
    name: 'arquivo_sha256',
    type: 'string',
    description:
      'SHA-256 of the file, 64 hexadecimal digits; the partition is named by the first 12',
    example: '3f9a0c51d2e7b8846f0d2a91c35e7784d1c06ab2e95f13487c20de6b59a4f801',
    statistics: false,
  },
] as const satisfies readonly Column[];

/**
 * The columns of a table of an inbox: its own, then the {@link lineage} of each row.
 *
 * @example
 * withLineage([]).map(({ name }) => name) // => ['arquivo', 'aba', 'linha_arquivo', 'arquivo_sha256']
 */
export function withLineage<const Columns extends readonly Column[]>(
  columns: Columns,
): readonly [...Columns, ...typeof lineage] {
  return [...columns, ...lineage];
}

/**
 * A table of an inbox without the {@link lineage} of its rows: the columns that are read from a file.
 *
 * @example
 * withoutLineage({ name: 't', description: '', columns: withLineage([]) }).columns // => []
 */
export function withoutLineage(table: Table): Table {
  const added: readonly string[] = lineage.map(({ name }) => name);
  return { ...table, columns: table.columns.filter(({ name }) => !added.includes(name)) };
}
