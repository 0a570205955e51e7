import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** The columns of the gold tables that the dashboard reads, as dbt writes them. */
const GOLD_COLUMNS = {
  bronze_sign_ups_per_cpf: 'sign_ups BIGINT, people BIGINT, accounts BIGINT',
  con_ano_mes: 'ano INTEGER, mes INTEGER, sum_qtd_venda BIGINT',
  con_lin_ano_mes:
    'id_linha INTEGER, linha VARCHAR, ano INTEGER, mes INTEGER, sum_qtd_venda BIGINT',
  con_mar_ano_mes:
    'id_marca INTEGER, marca VARCHAR, ano INTEGER, mes INTEGER, sum_qtd_venda BIGINT',
  con_mar_lin:
    'id_marca INTEGER, marca VARCHAR, id_linha INTEGER, linha VARCHAR, sum_qtd_venda BIGINT',
  lake_freshness:
    'job VARCHAR, table_name VARCHAR, grain VARCHAR, layer VARCHAR, first_period VARCHAR, newest_period VARCHAR, newest_period_end TIMESTAMP, periods BIGINT, missing_periods BIGINT, row_count BIGINT',
  lake_gaps: 'job VARCHAR, grain VARCHAR, from_period VARCHAR, to_period VARCHAR, periods BIGINT',
  lake_periods:
    'job VARCHAR, table_name VARCHAR, grain VARCHAR, layer VARCHAR, period VARCHAR, period_start TIMESTAMP, row_count BIGINT',
  movimento_flat:
    'nome_associado VARCHAR, sobrenome_associado VARCHAR, idade_associado BIGINT, vlr_transacao_movimento DECIMAL(10, 2), des_transacao_movimento VARCHAR, data_movimento TIMESTAMP, numero_cartao VARCHAR, nome_impresso_cartao VARCHAR, data_criacao_cartao TIMESTAMP, tipo_conta VARCHAR, data_criacao_conta TIMESTAMP',
  pypi_daily_stats:
    'daily_stats_key VARCHAR, download_date DATE, system_name VARCHAR, system_release VARCHAR, version VARCHAR, project VARCHAR, country_code VARCHAR, cpu VARCHAR, python_version VARCHAR, daily_download_sum BIGINT',
  sign_ups_by_age_band: 'band VARCHAR, sign_ups BIGINT, share_pct DECIMAL(5, 2)',
  sign_ups_by_day: 'day DATE, sign_ups BIGINT',
  sign_ups_by_state: 'uf VARCHAR, sign_ups BIGINT, share_pct DECIMAL(5, 2)',
} as const;

/** A gold table that the dashboard reads. */
export type GoldTable = keyof typeof GOLD_COLUMNS;

/** Queries that give some columns of gold tables by their names; the others are null. */
export type GoldRows = Partial<Record<GoldTable, string>>;

/** All gold tables that the dashboard reads. */
export const goldTables: readonly GoldTable[] = Object.keys(GOLD_COLUMNS).filter(isGoldTable);

function isGoldTable(name: string): name is GoldTable {
  return Object.hasOwn(GOLD_COLUMNS, name);
}

/**
 * Writes the gold tables of a lake as dbt does. Those without rows are empty.
 *
 * @param lake the folder of the lake
 */
export async function writeGold(lake: string, rows: GoldRows = {}): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    for (const table of goldTables) {
      const folder = join(lake, 'gold', table);
      await mkdir(folder, { recursive: true });
      await connection.run(`CREATE TABLE ${table} (${GOLD_COLUMNS[table]})`);
      const query = rows[table];
      if (query !== undefined) await connection.run(`INSERT INTO ${table} BY NAME ${query}`);
      await connection.run(`COPY ${table} TO '${join(folder, table)}.parquet' (FORMAT parquet)`);
    }
  } finally {
    connection.disconnectSync();
    instance.closeSync();
  }
}
