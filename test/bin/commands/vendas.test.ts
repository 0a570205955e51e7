import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { generatedSales } from '../../engines/landed-sales.ts';
import { aggregated, aggregations, distinctRows, type Row } from '../../engines/sales-by-hand.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

it('goes from "generate" by "inbox" to "query": every row once, and the sums that plain code computes', async () => {
  const lake = join(await temporaryFolder(), 'lake');
  const files = await generatedSales();

  await run(['generate', '--job', 'vendas', '--out', join(lake, 'entrada/vendas')]);
  await run(['inbox', '--job', 'vendas', '--lake', lake]);

  const landed = files.flatMap(({ arquivo, sha256, rows }) =>
    rows.map((row, index) => ({
      ...row,
      arquivo,
      linha_arquivo: index + 2,
      arquivo_sha256: sha256,
    })),
  );
  const inOrder = 'SELECT * FROM vendas ORDER BY arquivo, linha_arquivo';
  const rows = await ask(['--sql', inOrder], lake);
  expect(rows.map(({ aba, file, ...row }) => row)).toEqual(landed.map(asText));

  const distinct = distinctRows(landed);
  expect(await ask(['vendas-distintas'], lake)).toHaveLength(distinct.length);
  for (const [name, { by, order }] of Object.entries(aggregations)) {
    expect(await ask([name], lake), name).toEqual(aggregated(distinct, by, order).map(asText));
  }
});

/** The answer of a query as CSV has it, by column. */
async function ask(args: readonly string[], lake: string): Promise<Row[]> {
  const csv = await run(['query', ...args, '--lake', lake, '--format', 'csv']);
  return parse(csv, { columns: true });
}

async function run(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await hourlake(args);
  expect(code, stderr).toBe(0);
  return stdout;
}

function asText(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]));
}
