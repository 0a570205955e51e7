-- name: top-occupations-by-state
-- description: Which three occupations are most common in each state
-- jobs: fake-accounts
-- Occupations with the same count are sorted by name (byte order in both engines), so that the result is deterministic.

WITH per_occupation AS (
  SELECT
    uf,
    emprego,
    count(*) AS accounts,
    row_number() OVER (PARTITION BY uf ORDER BY count(*) DESC, emprego) AS place,
    sum(count(*)) OVER (PARTITION BY uf) AS accounts_of_state
  FROM fake_accounts
  GROUP BY uf, emprego
)
SELECT
  uf,
  place,
  emprego,
  accounts,
  CAST(round(1e4 * accounts / accounts_of_state) / 1e2 AS decimal(5, 2)) AS share_of_state_pct
FROM per_occupation
WHERE place <= 3
ORDER BY uf, place
