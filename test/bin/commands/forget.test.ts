import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capturedFile } from '../../../lib/lake/capture-record.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

const INBOX = ['inbox', '--job', 'vendas'];
const BYTES = salesWorkbook(1, 2);
const FILE = capturedFile(sha256(BYTES));
const OTHER = salesWorkbook(7);

describe('hourlake forget', () => {
  it('takes a file out of every layer and of the inbox, and refuses it from then on', async () => {
    const { lake, drop, names, note } = await salesInbox();
    await drop('maria.xlsx', BYTES);
    await drop('outro.xlsx', OTHER);
    await hourlake(INBOX, { lake });
    await drop('cópia.xlsx', BYTES);
    await drop('outro.xlsx', OTHER);

    const forgotten = await hourlake(['forget', '--job', 'vendas', '--file', sha256(BYTES)], {
      lake,
    });
    const inInbox = await names();
    const left = await digestsOf(lake);
    await drop('de novo.xlsx', BYTES);
    const again = await hourlake(INBOX, { lake });
    const rows = await hourlake(
      ['query', '--sql', 'SELECT qtd_venda FROM vendas', '--format', 'csv'],
      { lake },
    );

    const record = `_lake/forgotten/vendas/${FILE}.json`;
    expect([forgotten.code, again.code]).toEqual([0, 1]);
    expect(forgotten.stdout).toContain(
      `vendas in ${lake}: ${FILE} is forgotten. 4 objects removed, and 1 file in the inbox.\n`,
    );
    expect(forgotten.stdout).toContain(`Written down in ${record}.\n`);
    expect(inInbox).toEqual(['outro.xlsx']);
    expect(Object.keys(left).filter((key) => key.includes(FILE))).toEqual([record]);
    const texts = Object.keys(left).filter((key) => key.startsWith('_lake/'));
    for (const key of texts) expect(await readFile(join(lake, key), 'utf8')).not.toMatch(/maria/i);
    expect(await names()).toEqual(['de novo.xlsx', 'de novo.xlsx.erro.txt']);
    expect(await note('de novo.xlsx')).toContain('a file that was not taken out of');
    expect(rows.stdout).toBe('qtd_venda\n7\n');
  });

  it('prints what it removed as JSON, and nothing more the second time', async () => {
    const { lake, drop } = await salesInbox();
    await drop('a.xlsx', BYTES);
    await hourlake(INBOX, { lake });
    const command = ['forget', '--job', 'vendas', '--file', FILE, '--json'];

    const first = await hourlake(command, { lake });
    const second = await hourlake(command, { lake, env: { HOURLAKE_NOW: '2026-12-01T00:00:00Z' } });

    const record = `_lake/forgotten/vendas/${FILE}.json`;
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(JSON.parse(first.stdout)).toEqual({
      job: 'vendas',
      file: FILE,
      lake,
      dropped: [],
      removed: [
        `vendas/file=${FILE}/vendas-${FILE}.parquet`,
        `rejects/vendas/file=${FILE}/vendas-rejects-${FILE}.parquet`,
        `backup/vendas/file=${FILE}/a.xlsx`,
        `_lake/captures/vendas/${FILE}.json`,
      ],
      record,
    });
    expect(JSON.parse(second.stdout)).toMatchObject({ removed: [], record });
    expect(JSON.parse(await readFile(join(lake, record), 'utf8'))).toEqual({
      format: 1,
      job: 'vendas',
      file: FILE,
      forgotten: '2026-11-20',
    });
  });

  it.each([
    [['--job', 'vendas', '--file', '000000000000'], /got 000000000000, of which there is nothing/],
    [['--job', 'fake-accounts', '--file', '000000000000'], /a job that captures files/],
    [['--job', 'vendas-rejects', '--file', '000000000000'], /a job that captures files/],
    [['--job', 'vendas', '--file', 'a.xlsx'], /--file to be at least the first 12/],
    [['--job', 'vendas'], /the option --file <digest>/],
    [['--file', '000000000000'], /the option --job <name>/],
  ])('refuses the options %j, and changes nothing', async (args, message) => {
    const { lake } = await salesInbox();

    const run = await hourlake(['forget', ...args], { lake });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(await digestsOf(lake)).toEqual({});
  });
});
