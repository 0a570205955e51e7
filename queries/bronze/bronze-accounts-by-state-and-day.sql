-- name: bronze-accounts-by-state-and-day
-- description: How many accounts each state has on each day, from the bronze layer, with its share of the day
-- jobs: bronze-fake-accounts
-- A share is rounded as a whole number of hundredths, since engines round a half of a hundredth differently, and then cast
-- to a decimal, which all of them write alike. 1e4 is a double: 10000 would divide as an integer in Athena.

SELECT
  dt,
  uf,
  count(*) AS accounts,
  CAST(round(1e4 * count(*) / sum(count(*)) OVER (PARTITION BY dt)) / 1e2 AS decimal(5, 2)) AS share_pct
FROM bronze_fake_accounts
GROUP BY dt, uf
ORDER BY dt DESC, accounts DESC, uf
