-- Written by "npm run dbt-models".
-- From queries/bronze/bronze-accounts-by-state-and-day.sql: change that file.

SELECT
  dt,
  uf,
  count(*) AS accounts,
  CAST(round(1e4 * count(*) / sum(count(*)) OVER (PARTITION BY dt)) / 1e2 AS decimal(5, 2)) AS share_pct
FROM {{ source('lake', 'bronze_fake_accounts') }} AS bronze_fake_accounts
GROUP BY dt, uf
ORDER BY dt DESC, accounts DESC, uf
