import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askDuckDb } from '../../read-parquet.ts';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SCHEMA = resolve('jobs/schemas/mock.json');

const SHOP = `
  CREATE TABLE cliente (id_cliente bigint PRIMARY KEY, nome text NOT NULL, num_cpf char(11) NOT NULL UNIQUE,
    uf char(2) NOT NULL, criado_em timestamptz NOT NULL, atualizado_em timestamptz);
  CREATE TABLE pedido (id_pedido bigint PRIMARY KEY, id_cliente bigint NOT NULL REFERENCES cliente,
    vlr_total numeric(10,2) NOT NULL, itens jsonb);`;

async function shop(): Promise<string> {
  const file = join(await temporaryFolder(), 'shop.sql');
  await writeFile(file, SHOP);
  return file;
}

describe('hourlake mock', () => {
  it('prints rows as NDJSON, the same bytes in any time zone and language', async () => {
    const args = ['mock', SCHEMA, '--rows', '50'];

    const [one, other, seeded] = await Promise.all([
      hourlake(args, { env: { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' } }),
      hourlake(args, { env: { TZ: 'America/Sao_Paulo' } }),
      hourlake([...args, '--seed', 'other']),
    ]);

    expect([one.code, one.stderr]).toEqual([0, '']);
    expect(other.stdout).toBe(one.stdout);
    expect(seeded.stdout).not.toBe(one.stdout);
    const rows = one.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(50);
    expect(rows[0]).toMatchObject({ id_pedido: 1, cliente: { nome: expect.any(String) } });
  });

  it('explains what each field is taken for, and writes nothing', async () => {
    const file = await shop();

    const text = await hourlake(['mock', file, '--explain']);
    const json = await hourlake(['mock', file, '--explain', '--json']);

    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/│ num_cpf +│ char\(11\) +│ cpf, key +│ by its name │ \d{11} \|/);
    expect(text.stdout).toMatch(/│ id_cliente +│ integer +│ → cliente.id_cliente +│ declared/);
    expect(JSON.parse(json.stdout)[0].fields[2]).toEqual({
      field: 'num_cpf',
      type: 'char(11)',
      mode: 'required',
      isKey: true,
      meaning: 'cpf',
      sureness: 'named',
      samples: [expect.stringMatching(/^\d{11}$/), expect.any(String), expect.any(String)],
    });
    expect(JSON.parse(json.stdout)[1].fields[1]).toEqual({
      field: 'id_cliente',
      type: 'integer',
      mode: 'required',
      isKey: false,
      meaning: '→ cliente.id_cliente',
      sureness: 'declared',
      samples: expect.any(Array),
    });
  });

  it('writes a file for each table of several, in each format', async () => {
    const [file, folder] = [await shop(), await temporaryFolder()];

    for (const format of ['ndjson', 'csv', 'parquet']) {
      const run = await hourlake(
        ['mock', file, '--rows', '20', '--rows', 'pedido=60', '--format', format, '--out', format],
        { cwd: folder },
      );
      expect([run.code, run.stderr]).toEqual([
        0,
        `Wrote 20 rows of cliente to ${format}/cliente.${format}\nWrote 60 rows of pedido to ${format}/pedido.${format}\n`,
      ]);
    }

    expect((await readdir(join(folder, 'csv'))).sort()).toEqual(['cliente.csv', 'pedido.csv']);
    const counted = (from: string) =>
      askDuckDb(
        `SELECT count(*)::int, count(DISTINCT id_pedido)::int, sum(vlr_total)::text FROM ${from}`,
      );
    const [ndjson, csv, parquet] = await Promise.all([
      counted(
        `read_json('${folder}/ndjson/pedido.ndjson', columns = {id_pedido: 'BIGINT', vlr_total: 'DECIMAL(10,2)'})`,
      ),
      counted(`read_csv('${folder}/csv/pedido.csv', types = {vlr_total: 'DECIMAL(10,2)'})`),
      counted(`'${folder}/parquet/pedido.parquet'`),
    ]);
    expect(ndjson[0]?.slice(0, 2)).toEqual([60, 60]);
    expect(csv).toEqual(ndjson);
    expect(parquet).toEqual(ndjson);
  });

  it('does what a file of wishes says', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'mock.json'),
      JSON.stringify({
        rows: 30,
        fields: { sts_pedido: { values: ['x'] }, 'cliente.uf': { constant: 'RJ' } },
      }),
    );

    const run = await hourlake(['mock', SCHEMA, '--with', 'mock.json', '--nulls', '0'], {
      cwd: folder,
    });

    const rows = run.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(30);
    expect(rows.every((row) => row.sts_pedido === 'x' && row.cliente.uf === 'RJ')).toBe(true);
  });

  it('goes on after the rows of an earlier command', async () => {
    const [all, rest] = await Promise.all([
      hourlake(['mock', SCHEMA, '--rows', '30']),
      hourlake(['mock', SCHEMA, '--rows', '10', '--skip', '20']),
    ]);

    expect(rest.stdout).toBe(all.stdout.split('\n').slice(20).join('\n'));
  });

  it('fills a file of DuckDB once', async () => {
    const [file, folder] = [await shop(), await temporaryFolder()];
    const args = ['mock', file, '--rows', '100', '--to', 'duckdb:shop.duckdb'];

    const first = await hourlake([...args, '--json'], { cwd: folder });
    const again = await hourlake(args, { cwd: folder });
    const filled = await hourlake(
      ['mock', 'shop.duckdb', '--rows', '100', '--skip', '100', '--fill'],
      { cwd: folder },
    );

    expect(JSON.parse(first.stdout)).toMatchObject([
      { table: 'cliente', status: 'loaded', rows: 100 },
      { table: 'pedido', status: 'loaded', rows: 100 },
    ]);
    expect(again.stderr).toContain('cliente: the same 100 rows are in duckdb:shop.duckdb already');
    expect([filled.code, filled.stderr]).toEqual([0, expect.stringContaining('100 rows loaded')]);
  });

  it.each([
    [['mock', 'missing.json'], 'to read schemas from missing.json'],
    [
      ['mock', 'shop.sql'],
      'Expected --out with a folder for several tables, got no --out, and cliente, pedido',
    ],
    [['mock', 'shop.sql', '--rows', 'pedidos=5', '--out', 'x'], 'Did you mean "pedido"?'],
    [['mock', 'shop.sql#pedid'], 'Did you mean "pedido"?'],
    [['mock', 'shop.sql#pedido'], 'Expected the table cliente, which pedido.id_cliente refers to'],
    [['mock', 'shop.sql', '--rows', '0'], 'Expected --rows to be a whole number from 1, got "0"'],
    [['mock', 'shop.sql', '--nulls', '2'], 'Expected --nulls to be a number from 0 to 1'],
    [['mock', 'shop.sql', '--fill'], 'Expected --fill with a source that takes rows'],
    [
      ['mock', 'shop.sql', '--to', 'duckdb:x.duckdb', '--out', 'x'],
      'Expected one of --to, --fill and --out',
    ],
    [
      ['mock', 'shop.sql', '--with', 'broken.json', '--out', 'x'],
      'Expected to read broken.json as JSON',
    ],
    [['mock', 'shop.sql', '--with', 'wrong.json', '--out', 'x'], 'Did you mean "tables"?'],
    [['mock', 'shop.sql', '--with', 'field.json', '--out', 'x'], 'num_cpf'],
    [['mock', 'notes.json'], 'notes.json'],
    [['mock', 'shop.sql', '--to', 'mysql://host/db'], 'postgres://'],
  ])('refuses what it cannot do: %j', async (args, message) => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'shop.sql'), SHOP);
    await writeFile(join(folder, 'broken.json'), '{"tables": ');
    await writeFile(join(folder, 'wrong.json'), '{"table": {}}');
    await writeFile(
      join(folder, 'field.json'),
      '{"tables": {"cliente": {"fields": {"num_cfp": "cpf"}}}}',
    );
    await writeFile(join(folder, 'notes.json'), '{"name": "ana", "cpf": "123"}');

    const run = await hourlake(args, { cwd: folder });

    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(message);
    expect(await readdir(folder)).not.toContain('x');
  });

  it('overwrites no file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out/rows.ndjson'), 'mine');

    const run = await hourlake(['mock', SCHEMA, '--out', 'out/rows.ndjson'], { cwd: folder });

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('nothing is overwritten')]);
    expect(await readFile(join(folder, 'out/rows.ndjson'), 'utf8')).toBe('mine');
  });

  it('ends without an error when nobody reads on', async () => {
    const run = await hourlake(['mock', SCHEMA, '--rows', '100000'], {
      shell: '"$@" | head -n 1 >/dev/null; exit "$' + '{PIPESTATUS:-0}"',
    });

    expect([run.code, run.stderr]).toEqual([0, '']);
  });
});
