import { sheetJob } from '../lib/capture/sheet/sheet-job.ts';
import { sales } from '../lib/tables/sales.ts';

/** Sales from the workbooks that are dropped in `entrada/vendas/` of the lake, and the rows that do not fit. */
export const [vendas, vendasRejects] = sheetJob({
  name: 'vendas',
  table: sales,
  contract: {
    columns: {
      id_marca: { min: 1, max: 5 },
      id_linha: { min: 1, max: 5 },
      data_venda: { reads: ['yyyy-mm-dd', 'dd/mm/yyyy', 'serial'] },
      qtd_venda: { min: 1, max: 20 },
    },
  },
  tour: {
    files: { faults: 0.01 },
    next: [
      'npx hourlake rejects --job vendas --show               the rows that did not fit, as they came',
      'npx hourlake query vendas-descartadas                  what deduplication drops, file by file',
      'cp YOUR.xlsx lake/entrada/vendas/                      a workbook or a CSV of your own',
      'npx hourlake inbox --job vendas                        takes it in, or says beside it why not',
    ],
  },
});
