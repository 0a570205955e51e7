-- name: signups-per-hour
-- description: How many accounts signed up in each of the last 48 hours, compared with the same hour of the day before
-- jobs: fake-accounts
-- The 48 hours end at the newest hour of the lake, not at the current time, so the same lake gives the same answer.
-- The day before is found by time, with a frame of exactly 24 hours, not by counting rows: where the lake has a gap,
-- the comparison is NULL instead of using the wrong hour.
-- There is no predicate on dt, because max(dt) would have to read every partition first: this way they are read once.

WITH per_hour AS (
  SELECT
    CAST(dt || ' ' || hour || ':00:00' AS timestamp) AS starts_at,
    dt || 'T' || hour AS lake_hour,
    count(*) AS accounts
  FROM fake_accounts
  GROUP BY dt, hour
),
compared AS (
  SELECT
    starts_at,
    lake_hour,
    accounts,
    max(accounts) OVER (
      ORDER BY starts_at
      RANGE BETWEEN INTERVAL '24' HOUR PRECEDING AND INTERVAL '24' HOUR PRECEDING
    ) AS accounts_day_before,
    max(starts_at) OVER () AS newest
  FROM per_hour
)
SELECT
  lake_hour,
  accounts,
  accounts_day_before,
  accounts - accounts_day_before AS difference,
  CAST(round(1e3 * (accounts - accounts_day_before) / accounts_day_before) / 1e1 AS decimal(12, 1)) AS change_pct
FROM compared
WHERE starts_at > newest - INTERVAL '48' HOUR
ORDER BY starts_at DESC
