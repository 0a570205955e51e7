import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capturedFile } from '../../../lib/lake/capture-record.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { aCheckout, hourlakeIn } from '../../follow-guide.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

const FIT = Array.from({ length: 20 }, (_, index) => index + 1);
const [A, B] = [salesWorkbook(...FIT, 21), salesWorkbook(...FIT)];
const [FILE_A, FILE_B] = [A, B].map((bytes) => capturedFile(sha256(bytes)));
const REPLAY = ['replay', '--job', 'vendas', '--replace'];

describe('hourlake replay of captured files', () => {
  it('brings in the rows that a changed contract accepts, and takes their rejects away', async () => {
    const checkout = await aCheckout();
    const { drop } = await salesInbox(join(checkout, 'lake'));
    await drop('a.xlsx', A);
    await drop('b.xlsx', B);
    await hourlakeIn(checkout, ['inbox', '--job', 'vendas']);
    const job = join(checkout, 'jobs/vendas.ts');
    const text = await readFile(job, 'utf8');
    await writeFile(job, text.replace('qtd_venda: { min: 1, max: 20 }', 'qtd_venda: { min: 1 }'));

    const verified = await hourlakeIn(checkout, ['verify', '--job', 'vendas']).catch(
      ({ stdout }) => stdout,
    );
    const replayed = await hourlakeIn(checkout, REPLAY);
    const again = await hourlakeIn(checkout, REPLAY);
    const rejects = await hourlakeIn(checkout, ['rejects']);
    const rows = await hourlakeIn(checkout, [
      ...['query', '--format', 'csv', '--sql'],
      'SELECT count(*) AS n, max(qtd_venda) AS most FROM vendas',
    ]);

    expect(verified).toContain('0 files identical, 2 not.');
    // The footer of every file says which contract its rows passed.
    expect(replayed).toBe(
      'vendas in ./lake: 2 files replaced, 0 the same.\nvendas-rejects in ./lake: 2 files replaced, 0 the same.\n',
    );
    expect(again).toBe(replayed.replaceAll('2 files replaced, 0', '0 files replaced, 2'));
    expect(rejects).toBe('No rejects in ./lake.\n');
    expect(rows).toBe('n,most\n41,21\n');
  });

  it('of one file leaves the others, and changes nothing where nothing changed', async () => {
    const lake = await aLake();
    const before = await digestsOf(lake);

    const run = await hourlake([...REPLAY, '--file', FILE_B ?? '', '--json'], { lake });

    const [sales, rejects] = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(run.code).toBe(0);
    expect(sales.receipts).toMatchObject([{ period: FILE_B, status: 'already-there' }]);
    expect(rejects.receipts).toMatchObject([{ period: FILE_B, status: 'already-there' }]);
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('leaves the rows of a file whose raw bytes are gone, and says so with exit code 1', async () => {
    const lake = await aLake();
    await rm(join(lake, `backup/vendas/file=${FILE_A}`), { recursive: true });
    const before = await digestsOf(lake);

    const run = await hourlake(REPLAY, { lake });

    expect(run.code).toBe(1);
    expect(run.stdout).toContain('vendas in ');
    expect(run.stdout).toMatch(new RegExp(`^  ${FILE_A}: .*they cannot be parsed again`, 'm'));
    expect(await digestsOf(lake)).toEqual(before);
  });

  it.each([
    [['--job', 'vendas'], /Expected --replace, got a replay without it/],
    [['--job', 'vendas', '--from', '2026-01-01', '--replace'], /--file, or no choice at all/],
    [['--job', 'bronze-fake-accounts', '--file', '3f9a0c51d2e7', '--replace'], /--from and --to/],
  ])('refuses the options %j', async (args, message) => {
    const run = await hourlake(['replay', ...args]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
  });
});

async function aLake(): Promise<string> {
  const { lake, drop } = await salesInbox();
  await drop('a.xlsx', A);
  await drop('b.xlsx', B);
  await hourlake(['inbox', '--job', 'vendas'], { lake });
  return lake;
}
