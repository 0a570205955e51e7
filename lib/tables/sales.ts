import type { RowOf } from '../columns/rows.ts';
import { withLineage } from './lineage.ts';

/** Sales of a chain of shops as the workbooks in the inbox have them, one row per row of a sheet. */
export const sales = {
  name: 'vendas',
  description: 'Sales of a chain of shops, one row per row of a workbook, repeats included',
  columns: withLineage([
    {
      name: 'id_marca',
      type: 'integer',
      description: 'Number of the brand, 1 to 5',
      example: '1',
      statistics: false,
    },
    {
      name: 'marca',
      type: 'string',
      description: 'Name of the brand',
      example: 'BOTICÁRIO',
      statistics: false,
    },
    {
      name: 'id_linha',
      type: 'integer',
      description: 'Number of the product line, 1 to 5',
      example: '2',
      statistics: false,
    },
    {
      name: 'linha',
      type: 'string',
      description: 'Name of the product line',
      example: 'PERFUMARIA',
      statistics: false,
    },
    {
      name: 'data_venda',
      type: 'date',
      description: 'Day of the sale: the year of a sale is this one, whatever the file is called',
      example: '2019-05-11',
      // A file has the sales of about a year, so that a reader skips the files of other years.
      statistics: true,
    },
    {
      name: 'qtd_venda',
      type: 'integer',
      description: 'Units sold, 1 to 20',
      example: '3',
      statistics: false,
    },
  ]),
} as const;

/** One sale as an object: `data_venda` is text such as `2019-05-11`. */
export type Sale = RowOf<typeof sales>;
