-- name: accounts-by-state
-- description: How many accounts each state has, with its share of the total and its rank
-- jobs: fake-accounts
-- 1e2 is 100 as a double in both engines: 100.0 is a decimal in Athena, and 100 divides as an integer there.

SELECT
  rank() OVER (ORDER BY count(*) DESC) AS state_rank,
  uf,
  count(*) AS accounts,
  round(1e2 * count(*) / sum(count(*)) OVER (), 2) AS share_pct
FROM fake_accounts
GROUP BY uf
ORDER BY state_rank, uf
