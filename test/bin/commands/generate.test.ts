import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rowsByHyparquet } from '../../read-parquet.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const FIFTY = ['generate', '--accounts', '50'];

describe('hourlake generate', () => {
  it('gives as many accounts as asked, the same in every format, and makes no lake', async () => {
    const cwd = await temporaryFolder();
    const print = (format: string) => hourlake([...FIFTY, '--format', format], { cwd });

    const [table, csv] = await Promise.all([print('table'), print('csv')]);
    const [json, parquet] = await Promise.all([print('json'), print('parquet')]);

    const accounts: { cpf: string }[] = JSON.parse(json.stdout);
    const cpfs = accounts.map(({ cpf }) => cpf);
    expect([table, csv, json, parquet].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(new Set(cpfs).size).toBe(50);
    expect(table.stdout.match(CPF)).toEqual(cpfs);
    expect(csv.stdout.match(CPF)).toEqual(cpfs);
    expect(csv.stdout.trim().split('\n')[0]).toBe(Object.keys(accounts[0] ?? {}).join(','));
    expect((await rowsByHyparquet(parquet.bytes)).map(({ cpf }) => cpf)).toEqual(cpfs);
    expect(await readdir(cwd)).toEqual([]);
  });

  it('writes CSV that Excel opens, with a byte order mark and semicolons', async () => {
    const args = ['generate', '--accounts', '3000', '--format', 'csv'];

    const [plain, excel] = await Promise.all([
      hourlake(args),
      hourlake([...args, '--csv-separator', ';', '--csv-bom']),
    ]);

    // No field of an account has a semicolon, and its address is quoted for its commas.
    const unquoted = plain.stdout.replace(/"([^"]*)"|,/g, (_, field?: string) => field ?? ';');
    expect(excel.code).toBe(0);
    expect(excel.stdout).toBe(`\uFEFF${unquoted}`);
  });

  it('gives the same bytes twice, wherever it runs, and other people for another seed', async () => {
    const args = [...FIFTY, '--format', 'csv'];

    const runs = await Promise.all([
      hourlake(args, { env: { TZ: 'UTC' } }),
      hourlake(args, { env: { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' } }),
      hourlake([...args, '--seed', 'other']),
    ]);

    const [first, second, other] = runs.map(({ stdout }) => stdout);
    expect(second).toBe(first);
    expect(other?.match(CPF)).toHaveLength(50);
    expect(other?.match(CPF)).not.toEqual(first?.match(CPF));
  });

  it('writes to a new file what it would print, and refuses one that exists', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'mine.csv'), 'mine');
    const args = [...FIFTY, '--format', 'parquet'];

    const [printed, written, refused] = await Promise.all([
      hourlake(args, { cwd }),
      hourlake([...args, '--out', 'accounts.parquet'], { cwd }),
      hourlake([...args, '--out', 'mine.csv'], { cwd }),
    ]);

    expect(written).toMatchObject({ code: 0 });
    expect(await readFile(join(cwd, 'accounts.parquet'))).toEqual(printed.bytes);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^Expected .+mine\.csv, got .+\. .+ nothing is overwritten\.\n$/,
    );
    expect(await readFile(join(cwd, 'mine.csv'), 'utf8')).toBe('mine');
  });
});

const CPF = /\d{3}\.\d{3}\.\d{3}-\d{2}/g;
