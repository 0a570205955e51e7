import type { GoldRows } from './write-gold.ts';

/**
 * Gold tables that a person can count.
 *
 * PyPI, from Monday on: 2026-10-05 has 10 downloads a day, 2026-10-12 lacks its Sunday, 2026-10-19, 10-26, 11-02
 * and 11-09 have 20, 30, 40 and 50 a day, and 2026-11-16 has three days of 1,000.
 */
const pypi_daily_stats = `
  SELECT
    md5(CAST(day AS varchar) || version) AS daily_stats_key,
    CAST(day AS date) AS download_date,
    'duckdb' AS project,
    version,
    CASE WHEN version = '1.5.0' THEN NULL ELSE '3.12' END AS python_version,
    CASE WHEN version = '1.5.0' THEN NULL ELSE 'BR' END AS country_code,
    CASE
      WHEN version = '2.0.0' AND day < DATE '2026-11-16' THEN 0
      WHEN version = '2.0.0' THEN 900
      WHEN day >= DATE '2026-11-16' THEN 50
      ELSE 5 * greatest(1, CAST(date_diff('day', DATE '2026-10-05', day) AS integer) // 7)
    END AS daily_download_sum
  FROM range(DATE '2026-10-05', DATE '2026-11-19', INTERVAL 1 DAY) AS days (day)
  CROSS JOIN (VALUES ('1.4.0'), ('1.5.0'), ('2.0.0')) AS versions (version)
  WHERE day <> DATE '2026-10-18'`;

/** Sales of 2017 and of 2019, as in the workbooks, of two brands and two lines. */
const sales = `
  (VALUES
    (1, 'BOTICÁRIO', 1, 'CABELOS', 2017, 11, 30),
    (1, 'BOTICÁRIO', 2, 'PERFUMARIA', 2017, 12, 12),
    (2, 'EUDORA', 1, 'CABELOS', 2019, 2, 8)
  ) AS sales (id_marca, marca, id_linha, linha, ano, mes, sum_qtd_venda)`;

/**
 * Six cards at the supermarket, 10 reais each; a refund to one of them; and one transfer whose text names a
 * person. The values of persons must never be shipped.
 */
const movimento_flat = `
  SELECT
    'Zuleica' AS nome_associado,
    'Quaresma' AS sobrenome_associado,
    41 AS idade_associado,
    vlr AS vlr_transacao_movimento,
    des AS des_transacao_movimento,
    TIMESTAMP '2026-11-20 13:00:00' AS data_movimento,
    '555500001111' || cartao AS numero_cartao,
    'Z QUARESMA' AS nome_impresso_cartao,
    'CORRENTE' AS tipo_conta
  FROM (
    SELECT -10.00 AS vlr, 'Supermercado' AS des, CAST(1000 + number AS varchar) AS cartao
    FROM range(6) AS cards (number)
    UNION ALL VALUES
      (777.77, 'Estorno', '1001'),
      (333.33, 'Supermercado', '1002'),
      (-777.77, 'Pix para Zuleica Quaresma', '1001')
  )`;

/** Three hours of two hourly jobs, of which one has no rows, and a file. */
const lake_periods = `
  SELECT
    job,
    replace(job, '-', '_') AS table_name,
    'hour' AS grain,
    'landing' AS layer,
    strftime(hour, '%Y-%m-%dT%H') AS period,
    hour AS period_start,
    CASE WHEN job = 'fake-accounts' THEN 100 ELSE 0 END AS row_count
  FROM range(TIMESTAMP '2026-11-20 12:00', TIMESTAMP '2026-11-20 15:00', INTERVAL 1 HOUR) AS hours (hour)
  CROSS JOIN (VALUES ('fake-accounts'), ('fake-accounts-truth')) AS jobs (job)
  UNION ALL
  SELECT 'fake-accounts', 'fake_accounts', 'hour', 'landing', '2026-11-01T00', TIMESTAMP '2026-11-01 00:00', 7
  UNION ALL
  SELECT 'vendas', 'vendas', 'file', 'landing', '3f9a0c51d2e7', NULL, 1100`;

/** Rows of every gold table that the dashboard reads. */
export const smallGold: GoldRows = {
  pypi_daily_stats,
  con_ano_mes: `SELECT ano, mes, sum(sum_qtd_venda) AS sum_qtd_venda FROM ${sales} GROUP BY ALL`,
  con_mar_ano_mes: `SELECT id_marca, marca, ano, mes, sum(sum_qtd_venda) AS sum_qtd_venda FROM ${sales} GROUP BY ALL`,
  con_lin_ano_mes: `SELECT id_linha, linha, ano, mes, sum(sum_qtd_venda) AS sum_qtd_venda FROM ${sales} GROUP BY ALL`,
  con_mar_lin: `SELECT id_marca, marca, id_linha, linha, sum(sum_qtd_venda) AS sum_qtd_venda FROM ${sales} GROUP BY ALL`,
  movimento_flat,
  sign_ups_by_day: `SELECT DATE '2026-11-20' AS day, 30 AS sign_ups UNION ALL SELECT DATE '2026-11-21', 10`,
  sign_ups_by_state: `SELECT 'SP' AS uf, 30 AS sign_ups, 75 AS share_pct UNION ALL SELECT 'AC', 10, 25`,
  sign_ups_by_age_band: `SELECT '18-24' AS band, 30 AS sign_ups, 75 AS share_pct UNION ALL SELECT '75+', 10, 25`,
  bronze_sign_ups_per_cpf: `SELECT 1 AS sign_ups, 36 AS people, 36 AS accounts UNION ALL SELECT 2, 2, 4`,
  lake_periods,
  lake_freshness: `
    SELECT
      'fake-accounts' AS job,
      'fake_accounts' AS table_name,
      'hour' AS grain,
      'landing' AS layer,
      '2026-11-01T00' AS first_period,
      '2026-11-20T14' AS newest_period,
      TIMESTAMP '2026-11-20 15:00' AS newest_period_end,
      4 AS periods,
      467 AS missing_periods,
      307 AS row_count
    UNION ALL
    SELECT 'pypi-downloads', 'pypi_downloads', 'day', 'landing', '2026-10-05', '2026-11-18', TIMESTAMP '2026-11-19 00:00', 44, 1, 7000
    UNION ALL
    SELECT 'vendas', 'vendas', 'file', 'landing', NULL, NULL, NULL, 1, 0, 1100`,
  lake_gaps: `
    SELECT 'fake-accounts' AS job, 'hour' AS grain, '2026-11-01T01' AS from_period, '2026-11-20T11' AS to_period, 467 AS periods
    UNION ALL
    SELECT 'pypi-downloads', 'day', '2026-10-18', '2026-10-18', 1`,
};
