-- name: pypi-downloads-by-week
-- description: How many downloads each week had, from Monday on (UTC), and how it compares with the week before
-- jobs: pypi-downloads
-- A week of which not all seven days have landed is left out: it would look like a decline. A comparison is only made
-- with the week that came directly before. 1e3 is a double: 1000 would divide as an integer in Athena.

WITH days AS (
  SELECT
    dt,
    count(*) AS downloads
  FROM pypi_downloads
  GROUP BY dt
),
weeks AS (
  SELECT
    CAST(date_trunc('week', CAST(dt AS date)) AS date) AS week,
    CAST(sum(downloads) AS bigint) AS downloads
  FROM days
  GROUP BY date_trunc('week', CAST(dt AS date))
  HAVING count(*) = 7
),
compared AS (
  SELECT
    week,
    downloads,
    lag(week) OVER (ORDER BY week) AS week_before,
    lag(downloads) OVER (ORDER BY week) AS downloads_before
  FROM weeks
)
SELECT
  week,
  downloads,
  CASE
    WHEN week_before = week - INTERVAL '7' DAY
      THEN CAST(round(1e3 * (downloads - downloads_before) / downloads_before) / 1e1 AS decimal(9, 1))
  END AS change_pct
FROM compared
ORDER BY week DESC
