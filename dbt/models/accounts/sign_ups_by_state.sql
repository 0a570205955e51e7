-- A share is rounded as a whole number of hundredths before it becomes a decimal: see queries/accounts/accounts-by-state.sql.
SELECT
  uf,
  count(*) AS sign_ups,
  CAST(round(1e4 * count(*) / sum(count(*)) OVER ()) / 1e2 AS decimal(5, 2)) AS share_pct
FROM {{ source('lake', 'bronze_fake_accounts') }}
GROUP BY uf
