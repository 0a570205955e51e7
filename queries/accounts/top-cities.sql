-- name: top-cities
-- description: Which 20 cities have the most accounts, with their share of the total and their number of postal codes
-- jobs: fake-accounts
-- Grouped by city and state, because cities in different states can have the same name.

SELECT
  row_number() OVER (ORDER BY count(*) DESC, cidade, uf) AS place,
  cidade,
  uf,
  count(*) AS accounts,
  CAST(round(1e4 * count(*) / sum(count(*)) OVER ()) / 1e2 AS decimal(5, 2)) AS share_pct,
  count(DISTINCT cep) AS distinct_ceps
FROM fake_accounts
GROUP BY cidade, uf
ORDER BY place
LIMIT 20
