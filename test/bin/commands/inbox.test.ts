import { appendFile, readdir, readFile, truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capturedFile } from '../../../lib/lake/capture-record.ts';
import { sha256 } from '../../../lib/lake/sha256.ts';
import { digestsOf, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { HEADER, salesInbox, salesWorkbook, sheetOf } from '../dropped-sales.ts';

const INBOX = ['inbox', '--job', 'vendas'];
const GOOD = salesWorkbook(1, 2, 3);

/** What a compound file begins with ([MS-CFB] 2.2), and the stream of a workbook with a password. */
const ENCRYPTED = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);

describe('hourlake inbox', () => {
  it('takes in the same bytes once, under whatever name they are dropped', async () => {
    const { lake, drop, names } = await salesInbox();
    await drop('a.xlsx', GOOD);
    const first = await hourlake(INBOX, { lake });
    const digests = await digestsOf(lake);
    await drop('a.xlsx', GOOD);
    await drop('cópia de a.xlsx', GOOD);

    const second = await hourlake(INBOX, { lake });

    const file = capturedFile(sha256(GOOD));
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.stdout).toContain(`a.xlsx: captured as ${file}; removed from the inbox.\n`);
    expect(first.stdout).toContain(': 1 file landed (3 rows, ');
    expect(second.stdout).toContain(`a.xlsx: captured before as ${file}; removed`);
    expect(second.stdout).toContain('cópia de a.xlsx: the same bytes as a.xlsx, which was');
    expect(second.stdout).toContain(': 0 files landed (0 rows, 0 B), 1 already there.\n');
    expect(await names()).toEqual([]);
    expect(await digestsOf(lake)).toEqual(digests);
    expect(Object.keys(digests)).toContain(`backup/vendas/file=${file}/a.xlsx`);
  });

  it('refuses what it cannot use with a note beside it, once, and takes the other files', async () => {
    const { lake, folder, drop, names, note } = await salesInbox();
    await drop('cortado.xlsx', GOOD.subarray(0, 1000));
    await utimes(join(folder, 'cortado.xlsx'), 0, 0);
    await drop('danificado.xlsx', damaged(GOOD));
    await drop('enorme.xlsx', '');
    await truncate(join(folder, 'enorme.xlsx'), 257 * 1024 ** 2);
    await drop('impresso.pdf', '%PDF-1.7\n');
    await drop('outras.xlsx', sheetOf([HEADER.slice(1), HEADER.slice(1)]));
    await drop('senha.xlsx', ENCRYPTED);
    await drop('vendas.xlsx', GOOD);

    const first = await hourlake(INBOX, { lake });
    const second = await hourlake(INBOX, { lake });

    const refused: readonly (readonly [string, string])[] = [
      ['cortado.xlsx', 'got a zip that is cut off or damaged'],
      ['danificado.xlsx', 'Expected a whole workbook, got '],
      ['enorme.xlsx', 'Expected a file of at most 256 MiB, got 257 MiB.'],
      ['impresso.pdf', 'got a PDF.'],
      ['outras.xlsx', 'Expected the columns id_marca, '],
      ['senha.xlsx', 'got a workbook with a password.'],
    ];
    expect([first.code, second.code]).toEqual([1, 0]);
    for (const [name, why] of refused) {
      const [, sentence = ''] = first.stdout.split(`${name}: refused, see the note beside it. `);
      expect(sentence.split('\n')[0]).toContain(why);
      expect(first.stderr).toContain(`Could not take in ${name}: expected `);
      expect(second.stdout).toContain(`${name}: refused before, and not changed since. Expected `);
      expect(await note(name)).toContain(why);
    }
    expect(first.stdout).toContain(': 1 file landed (3 rows, ');
    expect(second.stderr).not.toContain('Could not');
    expect(await names()).toEqual(refused.flatMap(([name]) => [name, `${name}.erro.txt`]));
    expect(await readdir(join(lake, 'backup/vendas'))).toHaveLength(1);
  });

  it('takes a refused file when it is mended, and removes its note', async () => {
    const { lake, drop, names } = await salesInbox();
    await drop('a.xlsx', sheetOf([HEADER.slice(1)]));
    const refused = await hourlake(INBOX, { lake });
    await drop('a.xlsx', GOOD);

    const mended = await hourlake(INBOX, { lake });

    expect([refused.code, mended.code]).toEqual([1, 0]);
    expect(mended.stdout).toContain('a.xlsx: captured as ');
    expect(await names()).toEqual([]);
  });

  it('leaves a workbook that is half-written until it is whole', async () => {
    const { lake, folder, drop, names } = await salesInbox();
    await drop('a.xlsx', GOOD.subarray(0, 1000));
    const half = await hourlake(INBOX, { lake });
    const left = await digestsOf(lake);
    await appendFile(join(folder, 'a.xlsx'), GOOD.subarray(1000));

    const whole = await hourlake(INBOX, { lake });

    expect([half.code, whole.code]).toEqual([0, 0]);
    expect(half.stdout).toContain('a.xlsx: left for the next run. It is not complete yet.\n');
    expect(Object.keys(left)).toEqual(['entrada/vendas/a.xlsx']);
    expect(whole.stdout).toContain(': 1 file landed (3 rows, ');
    expect(await names()).toEqual([]);
  });

  it('reads CSV, and says how it understood it', async () => {
    const { lake, drop } = await salesInbox();
    const lines = ['Qtd Venda,linha,Data_Venda,ID_MARCA,ID_LINHA,Marca,Loja'];
    lines.push('4,CABELOS,11/05/2019,1,1,BOTICÁRIO,7', '');
    await drop('loja.csv', Buffer.from(lines.join('\r\n'), 'latin1'));

    const taken = await hourlake(INBOX, { lake });
    const rows = await hourlake(
      ['query', '--format', 'csv', '--sql', 'SELECT marca, data_venda, qtd_venda FROM vendas'],
      { lake },
    );

    expect(taken.code).toBe(0);
    expect(taken.stdout).toContain('The encoding is Windows-1252, the separator a comma.\n');
    expect(taken.stdout).toContain('Unknown columns: Loja.\n');
    expect(rows.stdout).toBe('marca,data_venda,qtd_venda\nBOTICÁRIO,2019-05-11,4\n');
  });

  it('prints what became of each file as JSON, and appends it to a summary', async () => {
    const { lake, drop } = await salesInbox();
    const cwd = await temporaryFolder();
    await drop('a.xlsx', GOOD);
    await drop('b.pdf', '%PDF-1.7\n');
    await drop('c.xlsx', GOOD.subarray(0, 1000));

    const run = await hourlake([...INBOX, '--json', '--summary', 'out.md'], { lake, cwd });

    const period = capturedFile(sha256(GOOD));
    const [sales, rejects] = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(run.code).toBe(1);
    expect(sales).toMatchObject({ job: 'vendas', landed: 1, failed: 0 });
    expect(rejects).toMatchObject({ job: 'vendas-rejects', landed: 1, failed: 0 });
    expect(sales.capture.items).toEqual([
      {
        item: 'a.xlsx',
        status: 'captured',
        period,
        told: ['The header of sheet "Vendas" is in row 1.'],
        settled: 'removed',
      },
      { item: 'b.pdf', status: 'refused', error: expect.stringContaining('got a PDF. ') },
      { item: 'c.xlsx', status: 'waits', reason: 'It is not complete yet.' },
    ]);
    const summary = await readFile(join(cwd, 'out.md'), 'utf8');
    expect(summary).toContain('| **b.pdf** | refused | refused, see the note beside it. Expected ');
    expect(summary).toContain(`| a.xlsx | captured | captured as ${period}; removed from the`);
    expect(summary).toContain(`| ${period} | landed | 3 | `);
  });

  it('is part of "hourlake ingest", in a lake whose path has blanks', async () => {
    const { lake, drop, names } = await salesInbox(join(await temporaryFolder(), 'meu lago 1'));
    await drop('a b.xlsx', GOOD);

    const run = await hourlake(['ingest', '--lake', lake], { jobs: 'vendas' });

    expect(run.code).toBe(0);
    expect(run.stdout).toContain(`vendas in ${lake}: 1 file landed (3 rows, `);
    expect(run.stdout).toContain('  a b.xlsx: captured as ');
    expect(await names()).toEqual([]);
  });

  it('has nothing to do without an inbox, and makes none', async () => {
    const lake = join(await temporaryFolder(), 'lake');

    const run = await hourlake(INBOX, { lake });

    expect(run.code).toBe(0);
    expect(run.stdout).toContain(': 0 files landed (0 rows, 0 B), 0 already there.\n');
    expect(await digestsOf(lake)).toEqual({});
  });

  it.each([
    [['--job', 'fake-accounts'], /a job with an inbox, got .+ are vendas\./],
    [[], /a job with an inbox, got .+ are vendas\./],
    [['--job', 'venda'], /Did you mean "vendas"\?/],
    [['--job', 'vendas', '--file', '3f9a0c51d2e7'], /--file/],
    [['--job', 'vendas', 'a.xlsx'], /a\.xlsx/],
  ])('refuses the options %j', async (args, message) => {
    const run = await hourlake(['inbox', ...args]);

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
  });
});

/** A workbook with other bytes in its sheet than its directory says. */
function damaged(workbook: Buffer): Buffer {
  const copy = Buffer.from(workbook);
  const place = copy.indexOf('<sheetData>');
  copy.write('<sheetDatb>', place);
  return copy;
}
