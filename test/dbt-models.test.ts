import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jobs } from '../jobs/index.ts';
import { DuckDb } from '../lib/duckdb/duckdb.ts';
import { withReferences } from '../scripts/dbt/query-models.ts';
import { dbtFiles, writtenModels } from '../scripts/dbt.ts';

describe('the files of the dbt project that come from jobs and saved queries', () => {
  it('are current: "npm run dbt-models" changes nothing', async () => {
    const files = await dbtFiles();

    for (const [file, text] of files) {
      expect(readFileSync(join('dbt', file), 'utf8'), `dbt/${file}`).toBe(text);
    }
    expect(writtenModels('dbt').filter((file) => !files.has(file))).toEqual([]);
  });

  it('describe every table of every job, and every column of it', async () => {
    const sources = (await dbtFiles()).get('models/sources.yml');

    for (const { table } of jobs) {
      expect(sources).toContain(`- name: ${table.name}\n`);
      for (const { name } of table.columns) expect(sources).toContain(`- name: ${name}\n`);
    }
  });
});

describe('the lineage of the dashboard', () => {
  it('has the models that its tables are made from', () => {
    const exposures: readonly { name: string; depends_on: readonly string[] }[] = parse(
      readFileSync('dbt/models/exposures.yml', 'utf8'),
    ).exposures;
    const sources = readdirSync('dashboard/sources/gold')
      .filter((file) => file.endsWith('.sql'))
      .map((file) => readFileSync(join('dashboard/sources/gold', file), 'utf8'));
    const read = sources.flatMap((sql) =>
      [...sql.matchAll(/\{gold\}\/([a-z_]+)\//g)].map(([, model]) => `ref('${model}')`),
    );

    const named = exposures.find(({ name }) => name === 'dashboard')?.depends_on;

    expect([...(named ?? [])].sort()).toEqual([...new Set(read)].sort());
  });
});

describe('the text of a saved query as a model', () => {
  it('has sources where tables are read, and leaves columns, aliases, texts and comments as they are', async () => {
    const sql = `-- über conta
WITH conta_velha AS (SELECT conta.id, 'FROM conta' AS conta FROM conta)
SELECT cartao.conta FROM (SELECT id AS conta FROM cartao c, conta) AS cartao -- conta
WHERE EXISTS (SELECT 1 FROM conta_velha JOIN CARTAO ON true)`;

    expect(await sourced(sql, ['conta', 'cartao'])).toBe(`-- über conta
WITH conta_velha AS (SELECT conta.id, 'FROM conta' AS conta FROM {{ source('lake', 'conta') }} AS conta)
SELECT cartao.conta FROM (SELECT id AS conta FROM {{ source('lake', 'cartao') }} c, {{ source('lake', 'conta') }} AS conta) AS cartao -- conta
WHERE EXISTS (SELECT 1 FROM conta_velha JOIN {{ source('lake', 'cartao') }} AS cartao ON true)`);
  });

  it('is refused where a table is written in quotes, which has another length', async () => {
    await expect(sourced('SELECT 1 FROM "conta"', ['conta'])).rejects.toThrow('conta');
  });
});

async function sourced(sql: string, tables: readonly string[]): Promise<string> {
  const database = await DuckDb.open({});
  try {
    return withReferences(sql, await database.syntaxTree(sql), { tables: new Set(tables) });
  } finally {
    database.close();
  }
}
