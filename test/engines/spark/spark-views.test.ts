import { describe, expect, it } from 'vitest';
import {
  databaseSettings,
  databaseView,
  type SparkDatabase,
} from '../../../lib/engines/spark/database-views.ts';
import { lakeView } from '../../../lib/engines/spark/lake-view.ts';
import { movements } from '../../../lib/tables/movements.ts';

const database: SparkDatabase = {
  host: '::1',
  port: 5433,
  database: 'my lake',
  schema: 'co`op',
  user: 'ana',
  password: 'secret',
  parameters: { sslmode: 'verify-full' },
};

describe('the view of a landed table', () => {
  it('has the declared types and the partition columns as text', () => {
    const files = ["/it's/lake/movimento/dt=2026-11-20/hour=13/movimento-2026-11-20T13.parquet"];

    const view = lakeView({ table: movements, grain: 'hour', files });

    expect(view).toBe(
      "CREATE TEMPORARY VIEW `movimento` (`id` bigint, `vlr_transacao` decimal(10,2), `des_transacao` string, `data_movimento` timestamp, `id_cartao` bigint, `dt` string, `hour` string) USING parquet OPTIONS (`path` 'file:///it\\'s/lake/movimento', `pathGlobFilter` '*.parquet', `__globPaths__` 'false')",
    );
  });

  it('reads a bucket through the connector of Hadoop', () => {
    const files = ['s3://b/lake/movimento/dt=2026-11-20/movimento-2026-11-20.parquet'];

    expect(lakeView({ table: movements, grain: 'day', files })).toContain(
      "'s3a://b/lake/movimento'",
    );
  });

  it('has no rows where nothing has landed', () => {
    const view = lakeView({ table: movements, grain: 'day', files: [] });

    expect(view).toMatch(/AS SELECT CAST\(NULL AS bigint\) AS `id`, .* AS `dt` WHERE false$/);
  });
});

describe('the view of a table of a database', () => {
  it('has the declared columns, and nothing of the password', () => {
    expect(databaseView(movements, database)).toBe(
      'CREATE TEMPORARY VIEW `movimento` AS SELECT `id`, `vlr_transacao`, `des_transacao`, `data_movimento`, `id_cartao` FROM `hourlake_database`.`co``op`.`movimento`',
    );
  });

  it('is reached by settings with the address, the user and the password', () => {
    const catalog = 'spark.sql.catalog.hourlake_database';

    expect(databaseSettings(database)).toMatchObject({
      [`${catalog}.url`]: 'jdbc:postgresql://[::1]:5433/my%20lake?sslmode=verify-full',
      [`${catalog}.user`]: 'ana',
      [`${catalog}.password`]: 'secret',
      [`${catalog}.driver`]: 'org.postgresql.Driver',
    });
    expect(databaseSettings({ ...database, password: undefined })).not.toHaveProperty([
      `${catalog}.password`,
    ]);
  });
});
