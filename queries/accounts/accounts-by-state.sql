-- name: accounts-by-state
-- description: How many accounts each state has, with its share of the total and its rank
-- jobs: fake-accounts
-- A share is rounded as a whole number of hundredths, since engines round a half of a hundredth differently, and then cast
-- to a decimal, which all of them write alike. 1e4 is a double: 10000 would divide as an integer in Athena.

SELECT
  rank() OVER (ORDER BY count(*) DESC) AS state_rank,
  uf,
  count(*) AS accounts,
  CAST(round(1e4 * count(*) / sum(count(*)) OVER ()) / 1e2 AS decimal(5, 2)) AS share_pct
FROM fake_accounts
GROUP BY uf
ORDER BY state_rank, uf
