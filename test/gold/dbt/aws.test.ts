import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../readers/examples.ts';
import { type DbtRun, dbt } from './run-dbt.ts';

/** Variables of the workflow, without any credentials. */
const ENVIRONMENT = {
  HOURLAKE_LAKE: 's3://123456789012-landing-zone',
  HOURLAKE_DATABASE: 'sandbox',
  HOURLAKE_GOLD_WORKGROUP: 'sandbox-gold',
  AWS_REGION: 'eu-west-1',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Parses SQL from standard input as Trino does; prints the functions that the parser does not know. */
const PARSE = `
import json, sys, sqlglot
from sqlglot import exp
unknown = {}
for path in sys.argv[1:]:
    with open(path, encoding='utf-8') as file:
        statements = sqlglot.parse(file.read(), read='athena', error_level=sqlglot.ErrorLevel.RAISE)
    assert len(statements) == 1, path
    unknown[path] = sorted({f.name.upper() for f in statements[0].find_all(exp.Anonymous)})
print(json.dumps(unknown))
`;

let folder = '';
let compiled: DbtRun;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourlake-dbt-aws-'));
  compiled = await dbt(['compile', '--target', 'aws', '--no-populate-cache', '--no-introspect'], {
    target: folder,
    env: ENVIRONMENT,
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('dbt compile for AWS', () => {
  it('needs no connection', () => {
    expect(compiled.code, compiled.output).toBe(0);
  });

  it('gives SQL that a parser of Trino accepts, without functions of DuckDB', async () => {
    const base = join(folder, 'compiled');
    const files = (await readdir(base, { recursive: true }))
      .filter((file) => file.endsWith('.sql'))
      .map((file) => join(base, file));

    // A statement of DuckDB shows that the parser knows one from the other.
    const other = join(folder, 'other.sql');
    await writeFile(other, "SELECT getvariable('a') FROM parquet_file_metadata('b')");

    const unknown: Record<string, string[]> = JSON.parse(
      await python(PARSE, [...files, other], folder),
    );

    expect(files.length).toBeGreaterThan(100);
    expect(Object.entries(unknown).filter(([, names]) => names.length > 0)).toEqual([
      [other, ['GETVARIABLE', 'PARQUET_FILE_METADATA']],
    ]);
  });

  it('reads the tables of the lake, and makes others in a database of their own', async () => {
    const model = 'compiled/hourlake/models/queries/con_mar_lin.sql';
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const stats = manifest.nodes['model.hourlake.pypi_daily_stats'];

    expect(await readFile(join(folder, model), 'utf8')).toContain(
      'FROM "awsdatacatalog"."sandbox"."vendas" AS vendas',
    );
    expect(stats.relation_name).toBe('"awsdatacatalog"."sandbox_gold"."pypi_daily_stats"');
    expect(stats.config).toMatchObject({
      materialized: 'incremental',
      incremental_strategy: 'insert_overwrite',
      partitioned_by: ['download_date'],
    });
    // Athena takes the columns of partitions at the end only.
    expect(stats.compiled_code).toMatch(/daily_download_sum,\s+download_date\s+FROM/);
  });

  it('counts the periods of every job from the partitions of its table', async () => {
    const file = 'compiled/hourlake/models/lake/lake_periods.sql';
    const sql = await readFile(join(folder, file), 'utf8');

    expect(sql.match(/\$partitions"/g)).toHaveLength(16);
    expect(sql).toContain('"awsdatacatalog"."sandbox"."vendas_rejects$partitions"');
  });
});
