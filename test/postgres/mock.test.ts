import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../run-hourlake.ts';
import { aDatabase } from './a-database.ts';

const TABLES = 'test/postgres/twelve-tables.sql';
const ROWS = ['--rows', '10000'];

/** For each table its name, its number of rows, and a digest of all of them. */
const CONTENT = `
  SELECT table_name,
    (xpath('/row/n/text()', content))[1]::text,
    (xpath('/row/d/text()', content))[1]::text
  FROM (
    SELECT table_name, query_to_xml(format(
      'SELECT count(*) AS n, md5(string_agg(md5(t::text), $$ $$ ORDER BY md5(t::text))) AS d FROM %I AS t',
      table_name), false, true, '') AS content
    FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT LIKE 'hourlake%'
      AND table_name NOT LIKE 'log_acesso_%'
  ) AS tables
  ORDER BY table_name`;

describe('hourlake mock into PostgreSQL', () => {
  it('fills twelve tables with ten thousand rows that all their constraints accept, the same twice', async () => {
    const sql = await readFile(TABLES, 'utf8');
    const [one, other] = [await aDatabase(), await aDatabase()];
    for (const database of [one, other]) await database.ask(sql);

    const runs = [
      await hourlake(['mock', one.url, ...ROWS, '--fill']),
      await hourlake(['mock', other.url, ...ROWS, '--to', other.url]),
      await hourlake(['mock', one.url, ...ROWS, '--fill']),
    ];

    expect(runs.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0]);
    expect(runs[0]?.stderr).toContain('item_pedido: 10,000 rows loaded into');
    expect(runs[2]?.stderr).toContain('item_pedido: the same 10,000 rows are in');
    const content = await one.ask(CONTENT);
    expect(content.map(([table, rows]) => `${table} ${rows}`)).toEqual([
      'categoria 10000',
      'cidade 10000',
      'cliente 10000',
      'endereco 10000',
      'filial 10000',
      'funcionario 10000',
      'item_pedido 10000',
      'log_acesso 10000',
      'pagamento 10000',
      'pedido 10000',
      'produto 10000',
      'promocao 10000',
    ]);
    expect(await other.ask(CONTENT)).toEqual(content);
  });

  it('continues with rows of other keys', async () => {
    const database = await aDatabase();
    await database.ask(
      'CREATE TABLE a (id int PRIMARY KEY, cod text UNIQUE, ref int REFERENCES a)',
    );

    const first = await hourlake(['mock', database.url, '--rows', '20', '--fill']);
    const next = await hourlake(['mock', database.url, '--rows', '20', '--skip', '20', '--fill']);

    expect([first.code, next.code]).toEqual([0, 0]);
    expect(await database.ask('SELECT count(*), max(id) FROM a')).toEqual([['40', '40']]);
  });

  it('leaves nothing where a row is refused', async () => {
    const database = await aDatabase();
    await database.ask(`
      CREATE TABLE a (id int PRIMARY KEY);
      CREATE TABLE b (id int PRIMARY KEY, cod text NOT NULL CHECK (length(cod) > 4000))`);

    const run = await hourlake(['mock', database.url, '--rows', '20', '--fill']);

    expect(run.code).toBe(1);
    expect(run.stderr).toContain('CHECK');
    expect(await database.ask('SELECT count(*) FROM a')).toEqual([['0']]);
  });
});
