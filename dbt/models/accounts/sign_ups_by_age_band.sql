-- The bands are those of the saved query age-pyramid, over the bronze layer. Without any sign-up there are no rows.
-- A share is rounded as a whole number of hundredths before it becomes a decimal: see queries/accounts/accounts-by-state.sql.
WITH with_total AS (
  SELECT
    band,
    accounts AS sign_ups,
    sum(accounts) OVER () AS total
  FROM (
{{ age_pyramid_query(source('lake', 'bronze_fake_accounts')) }}
  ) AS pyramid
)
SELECT
  band,
  sign_ups,
  CAST(round(1e4 * sign_ups / total) / 1e2 AS decimal(5, 2)) AS share_pct
FROM with_total
WHERE total > 0
