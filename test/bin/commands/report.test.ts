import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestsOf, type Ended, type HourlakeOptions, hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { salesInbox, salesWorkbook } from '../dropped-sales.ts';

/** Throws for a package as Node.js does where it is not installed. */
const without = (name: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(
      'export async function resolve(name, context, next) { if (name === "${name}") throw new Error("Cannot find package ${name}"); return next(name, context); }'))`,
  )}`,
});

let folder: string;
let lake: string;

const report = (args: readonly string[], options: HourlakeOptions = {}): Promise<Ended> =>
  hourlake(['report', ...args], { lake, cwd: folder, jobs: '', ...options });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-'));
  lake = join(folder, 'lake');
  const range = ['--from', '2026-11-18', '--to', '2026-11-20T14'];
  const run = await hourlake(
    ['backfill', ...range, '--set', 'fake-accounts.accounts-per-hour=60'],
    {
      lake,
      cwd: folder,
      jobs: 'fake-accounts bronze-fake-accounts',
    },
  );
  expect(run.code).toBe(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('hourlake report', () => {
  it('writes a file about the lake, and nothing into the lake', async () => {
    const before = await digestsOf(lake);

    const run = await report([]);

    const page = await readFile(join(folder, 'report.html'), 'utf8');
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(/^Wrote report\.html \(\d+\.\d kB\)\.\n$/);
    expect(page).toContain('Everything is there.');
    expect(page).toContain('<h2 id="fake-accounts-title">');
    expect(page).toContain('cpf has the right check digits');
    expect(page).toContain('hourlake report');
    expect(await digestsOf(lake)).toEqual(before);
  });

  it('writes the same bytes in any time zone and locale, in each language', async () => {
    const places = [
      { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' },
      { TZ: 'America/Sao_Paulo', LANG: 'pt_BR.UTF-8', LC_ALL: 'pt_BR.UTF-8' },
      { TZ: 'Asia/Kathmandu', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
    ];

    for (const language of ['en', 'pt']) {
      const runs: Ended[] = [];
      for (const env of places)
        runs.push(await report(['--lang', language, '--out', '-'], { env }));

      expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
      expect(runs[0]?.stdout).toMatch(/^<!doctype html>/);
    }
  });

  it('shows nothing of a person', async () => {
    const { stdout: page } = await report(['--out', '-']);
    const { stdout } = await hourlake(
      [
        'query',
        '--format',
        'json',
        '--sql',
        'SELECT * EXCLUDE (cidade, uf, emprego, dt, hour) FROM fake_accounts',
      ],
      { lake, cwd: folder },
    );
    const rows: readonly Record<string, string>[] = JSON.parse(stdout);

    const values = rows.flatMap(({ criado_em: _, ...values }) => Object.values(values));
    expect(values.length).toBeGreaterThan(10_000);
    expect(values.filter((value) => page.includes(value))).toEqual([]);
  });

  it('replaces an earlier report, and no other file', async () => {
    const out = join(folder, 'again.html');
    await report(['--job', 'fake-accounts', '--out', out]);
    const first = await readFile(out, 'utf8');
    const other = join(folder, 'notes.html');
    await writeFile(other, '<p>Notes</p>');

    const [again, refused] = [
      await report(['--job', 'fake-accounts', '--lang', 'pt', '--out', out]),
      await report(['--out', other]),
    ];

    expect(again.code).toBe(0);
    expect(await readFile(out, 'utf8')).not.toBe(first);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('to be a new file, or an earlier report, got another file');
    expect(await readFile(other, 'utf8')).toBe('<p>Notes</p>');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('names corrupt objects, gaps and foreign files, and counts what can be read', async () => {
    const bad = join(await temporaryFolder(), 'lake');
    await hourlake(
      [
        'backfill',
        '--from',
        '2026-11-19T14',
        '--to',
        '2026-11-20T14',
        '--set',
        'fake-accounts.accounts-per-hour=60',
      ],
      { lake: bad },
    );
    const hour = (text: string) =>
      join(
        bad,
        `fake-accounts/dt=${text.slice(0, 10)}/hour=${text.slice(11)}/fake-accounts-${text}.parquet`,
      );
    await rm(hour('2026-11-20T03'));
    await writeFile(hour('2026-11-20T05'), 'not Parquet');
    const pages = await readFile(hour('2026-11-20T07'));
    // Its end is sound: only a reader of its pages finds this.
    await writeFile(hour('2026-11-20T07'), pages.fill(0x5a, 40, 2000));
    await writeFile(join(bad, 'fake-accounts', '<b>notes.txt'), '');

    const run = await report(['--out', '-'], { lake: bad, jobs: 'fake-accounts' });

    expect(run.code).toBe(0);
    expect(run.stdout).toContain('1 missing period, 2 corrupt files and 1 foreign file.');
    expect(run.stdout).toContain('fake-accounts-2026-11-20T05.parquet');
    expect(run.stdout).toContain('fake-accounts-2026-11-20T07.parquet');
    expect(run.stdout).toContain('&lt;b&gt;notes.txt');
    expect(run.stdout).toContain('Rows by uf');
  });

  it('counts rejects by rule, and shows none of their values', async () => {
    const inbox = await salesInbox();
    await inbox.drop(
      'base.xlsx',
      salesWorkbook(...Array.from({ length: 40 }, () => 3), 'secreto-77'),
    );
    const landed = await hourlake(['inbox', '--job', 'vendas'], { lake: inbox.lake });
    expect(landed.code).toBe(0);

    const run = await report(['--job', 'vendas', '--out', '-'], { lake: inbox.lake });

    expect(run.stdout).toContain('<span>1 reject.</span>');
    expect(run.stdout).toContain('no value of the type');
    expect(run.stdout).not.toContain('secreto-77');
    expect(run.stdout).not.toContain('base.xlsx');
  });

  it('names foreign files among the rejects of a job', async () => {
    const inbox = await salesInbox();
    await inbox.drop('base.xlsx', salesWorkbook(...Array.from({ length: 40 }, () => 3), 'x'));
    await hourlake(['inbox', '--job', 'vendas'], { lake: inbox.lake });
    const rejects = (await readdir(inbox.lake, { recursive: true })).find((name) =>
      /vendas-rejects[^/]*$/.test(name),
    );
    await writeFile(join(inbox.lake, dirname(String(rejects)), 'notes.txt'), '');

    const run = await report(['--job', 'vendas', '--out', '-'], { lake: inbox.lake });

    expect(run.stdout).toContain('1 reject and 1 foreign file.');
    expect(run.stdout).toContain('/notes.txt');
  });

  it('names the lake as it was typed where DuckDB quotes an absolute path', async () => {
    const place = join(await temporaryFolder(), 'uf=SP');
    await mkdir(place);
    const range = ['--from', '2026-11-20T13', '--to', '2026-11-20T14'];
    const options = { lake: './lake', cwd: place, jobs: 'fake-accounts' };
    await hourlake(['backfill', ...range, '--set', 'fake-accounts.accounts-per-hour=20'], options);

    const run = await report(['--out', '-'], options);

    expect(run.stdout).toContain('The rows could not be read:');
    expect(run.stdout).toContain('./lake/fake-accounts');
    expect(run.stdout).not.toContain('uf=SP');
  });

  it('says what to do about a job without anything', async () => {
    const run = await report(['--job', 'movimento', '--out', '-']);

    expect(run.code).toBe(0);
    expect(run.stdout).toContain('hourlake ingest --job movimento');
  });

  it.each([
    [['--lang', 'ptt'], 2, 'Did you mean "pt"?'],
    [['--days', '0'], 2, 'whole number'],
    [['--out', 'nowhere/report.html'], 2, 'Make the folder first'],
    [['--out', 'lake/report.html'], 2, 'a file outside of the lake'],
    [['--out', 'a-folder'], 2, 'to be a new file, or an earlier report'],
    [['--out', '-', '--open'], 2, '--open together with a file'],
    [['--job', 'movimentos'], 2, 'Did you mean "movimento"?'],
    [['--lake', 'nothing-here'], 1, 'Run "hourlake ingest" first'],
    [['--lake', 'a-folder'], 1, 'Run "hourlake ingest" first'],
  ])('refuses %j with exit code %d', async (args, code, words) => {
    await mkdir(join(folder, 'a-folder'), { recursive: true });

    const run = await report(args);

    expect(run.code).toBe(code);
    expect(run.stderr).toContain(words);
    expect(run.stdout).toBe('');
  });

  it.each([
    ['@observablehq/plot', 'npm install @observablehq/plot linkedom'],
    ['linkedom', 'npm install @observablehq/plot linkedom'],
    ['@duckdb/node-api', 'npm install @duckdb/node-api'],
  ])('says how to install %s where it is missing', async (name, words) => {
    const run = await report(['--out', 'missing.html'], { env: without(name) });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain(words);
    expect(await readdir(folder)).not.toContain('missing.html');
  });
});
