-- name: bronze-accounts-by-state-and-day
-- description: How many accounts each state has on each day, from the bronze layer, with its share of the day
-- jobs: bronze-fake-accounts
-- 1e2 is 100 as a double in both engines: 100.0 is a decimal in Athena, and 100 divides as an integer there.

SELECT
  dt,
  uf,
  count(*) AS accounts,
  round(1e2 * count(*) / sum(count(*)) OVER (PARTITION BY dt), 2) AS share_pct
FROM bronze_fake_accounts
GROUP BY dt, uf
ORDER BY dt DESC, accounts DESC, uf
