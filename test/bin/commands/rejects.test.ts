import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capturedFile } from '../../../lib/lake/capture-record.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

/** Twenty sales that fit, so that the others stay below the ceiling of the contract. */
const FIT = Array.from({ length: 20 }, (_, index) => index + 1);
const A = salesWorkbook(...FIT, 21, 'muitas');
const B = salesWorkbook(...FIT, 0);
const [FILE_A, FILE_B] = [A, B].map((bytes) => capturedFile(sha256(bytes)));

describe('hourlake rejects', () => {
  it('counts the rows that did not fit by rule, and shows them only when told to', async () => {
    const lake = await aLakeWithRejects();

    const counted = await hourlake(['rejects'], { lake });
    const shown = await hourlake(['rejects', '--job', 'vendas', '--show'], { lake });

    expect([counted.code, shown.code]).toEqual([0, 0]);
    expect(counted.stdout).toContain(`3 rows in ${lake} did not fit.\n`);
    expect(linesOf(counted.stdout)).toEqual(
      [
        `vendas ${FILE_A} a.xlsx max qtd_venda 1`,
        `vendas ${FILE_A} a.xlsx type qtd_venda 1`,
        `vendas ${FILE_B} b.xlsx min qtd_venda 1`,
      ].sort(),
    );
    expect(counted.stdout).not.toMatch(/muitas|CABELOS/);
    expect(shown.stdout).toContain(counted.stdout);
    expect(shown.stdout).toContain('"QTD_VENDA":"muitas"');
  });

  it('prints them as JSON, of one file, and at most as many rows as --limit says', async () => {
    const lake = await aLakeWithRejects();
    const [file = ''] = [sha256(A)];

    const counted = await hourlake(['rejects', '--json'], { lake });
    const shown = await hourlake(
      ['rejects', '--json', '--file', file.toUpperCase(), '--show', '--limit', '1'],
      { lake },
    );
    const more = await hourlake(['rejects', '--file', file, '--show', '--limit', '1'], { lake });

    const all = JSON.parse(counted.stdout);
    const one = JSON.parse(shown.stdout);
    const rule = { job: 'vendas', file: FILE_A, capture: 'a.xlsx', field: 'qtd_venda', rows: 1 };
    expect(all).not.toHaveProperty('rows');
    expect(all.rules).toHaveLength(3);
    expect(one.rules).toEqual([
      { ...rule, rule: 'max' },
      { ...rule, rule: 'type' },
    ]);
    expect(one.rows).toMatchObject([{ file: FILE_A, position: 22, rule: 'max' }]);
    expect(JSON.parse(one.rows[0].row)).toMatchObject({ MARCA: 'BOTICÁRIO', QTD_VENDA: 21 });
    expect(more.stdout).toContain('1 more row: pass --limit to print them.\n');
  });

  it('says that there are none', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    expect(await hourlake(['rejects'], { lake })).toMatchObject({
      code: 0,
      stdout: `No rejects in ${lake}.\n`,
    });
  });

  it.each([
    [
      ['--job', 'fake-accounts'],
      /a job that captures rows, got "fake-accounts".*The jobs that do are vendas, podcasts, data-hackers-episodes, pypi-downloads\./,
    ],
    [['--file', '3f9a'], /--file to be at least the first 12 hexadecimal digits/],
    [['--show', '--limit', '0'], /--limit to be a whole number from 1/],
  ])('refuses the options %j', async (args, message) => {
    const run = await hourlake(['rejects', ...args]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
  });
});

async function aLakeWithRejects(): Promise<string> {
  const { lake, drop } = await salesInbox();
  await drop('a.xlsx', A);
  await drop('b.xlsx', B);
  const { code } = await hourlake(['inbox', '--job', 'vendas'], { lake });
  expect(code).toBe(0);
  return lake;
}

/** The lines of a table with the job, in order, with one blank between cells. */
function linesOf(table: string): string[] {
  return table
    .split('\n')
    .filter((line) => line.includes('vendas'))
    .map((line) => line.replaceAll(/[│\s]+/g, ' ').trim())
    .filter((line) => line.startsWith('vendas '))
    .sort();
}
