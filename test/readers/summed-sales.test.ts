import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { python } from './examples.ts';

const ROWS = `SELECT
  id_marca, marca, id_linha, linha, data_venda, qtd_venda, arquivo, linha_arquivo, arquivo_sha256
FROM vendas ORDER BY arquivo, linha_arquivo`;

const QUERIES = [
  'vendas-distintas',
  'con-ano-mes',
  'con-mar-lin',
  'con-mar-ano-mes',
  'con-lin-ano-mes',
];

describe('workbooks that were generated, dropped and taken in', () => {
  it.each([
    ['as they are by default', []],
    ['many, in other years', ['vendas.rows=20000', 'vendas.first-year=2021', 'vendas.seed=x']],
  ])('add up to what pandas computes of the same workbooks: %s', async (_, settings) => {
    const folder = await temporaryFolder();
    const lake = join(folder, 'lake');
    const set = settings.flatMap((setting) => ['--set', setting]);
    await run(['generate', '--job', 'vendas', '--out', join(folder, 'files'), ...set]);
    await run(['generate', '--job', 'vendas', '--out', join(lake, 'entrada/vendas'), ...set]);
    const names = (await readdir(join(folder, 'files'))).sort();
    const code = readFileSync('test/readers/sum_sales.py', 'utf8');
    const computed = JSON.parse(await python(code, names, join(folder, 'files')));

    await run(['inbox', '--job', 'vendas', '--lake', lake]);

    const asked = ['--format', 'csv', '--lake', lake];
    expect(names).toHaveLength(3);
    expect(await run(['query', '--sql', ROWS, ...asked])).toBe(computed.rows);
    for (const name of QUERIES) {
      expect(await run(['query', name, ...asked]), name).toBe(computed[name]);
    }
    const [rows = 0, distinct = 0] = [computed.rows, computed['vendas-distintas']].map(linesIn);
    // The trap: one workbook repeats another, so that a third of the rows are no sales of their own.
    expect(distinct).toBeGreaterThan(1000);
    expect(distinct).toBeLessThan(rows * 0.7);
  });
});

function linesIn(csv: string): number {
  return csv.split('\n').length - 2;
}

/** What a command prints; it has to succeed. */
async function run(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await hourlake(args);
  expect(code, stderr).toBe(0);
  return stdout;
}
