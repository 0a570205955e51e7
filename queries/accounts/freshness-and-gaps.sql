-- name: freshness-and-gaps
-- description: Which hour is the freshest in the lake, and which hours are missing in its last seven days
-- jobs: fake-accounts
-- The seven days (168 hours) end at the freshest hour, not at the current time: the reader decides whether that is
-- fresh enough. A gap that began before the seven days is reported whole. Hours are found by their rows, so an hour
-- that landed empty counts as missing. If there is no gap, the row 'no gaps' shows which hours were checked.
-- Hours between two timestamps are taken from their difference: date_diff is spelled differently in each engine.
-- The rows come from one pass and a CROSS JOIN: Athena may run a CTE again for each part of a UNION ALL.

WITH landed AS (
  SELECT DISTINCT CAST(dt || ' ' || hour || ':00:00' AS timestamp) AS landed_hour
  FROM fake_accounts
),
neighbours AS (
  SELECT
    landed_hour,
    lag(landed_hour) OVER (ORDER BY landed_hour) AS hour_before,
    max(landed_hour) OVER () AS freshest
  FROM landed
),
last_seven_days AS (
  SELECT
    landed_hour,
    hour_before,
    freshest,
    CASE
      WHEN landed_hour - INTERVAL '1' HOUR > freshest - INTERVAL '168' HOUR
        THEN coalesce(
          24 * extract(DAY FROM landed_hour - hour_before) + extract(HOUR FROM landed_hour - hour_before) - 1,
          0
        )
      ELSE 0
    END AS missing
  FROM neighbours
  WHERE landed_hour > freshest - INTERVAL '168' HOUR
),
summed AS (
  SELECT
    landed_hour,
    hour_before,
    freshest,
    missing,
    sum(missing) OVER () AS missing_in_all,
    min(landed_hour) OVER () AS oldest,
    count(*) OVER () AS landed_in_all
  FROM last_seven_days
),
reported AS (
  SELECT
    line.place,
    line.what,
    CASE line.what
      WHEN 'freshest hour' THEN freshest
      WHEN 'gap' THEN hour_before + INTERVAL '1' HOUR
      ELSE oldest
    END AS first_hour,
    CASE line.what
      WHEN 'gap' THEN landed_hour - INTERVAL '1' HOUR
      ELSE freshest
    END AS last_hour,
    CASE line.what
      WHEN 'freshest hour' THEN 1
      WHEN 'gap' THEN missing
      ELSE landed_in_all
    END AS hours
  FROM summed
  CROSS JOIN (VALUES (1, 'freshest hour'), (2, 'gap'), (3, 'no gaps')) AS line (place, what)
  WHERE (line.what = 'freshest hour' AND landed_hour = freshest)
    OR (line.what = 'gap' AND missing > 0)
    OR (line.what = 'no gaps' AND landed_hour = freshest AND missing_in_all = 0)
)
SELECT
  what,
  substr(CAST(first_hour AS varchar(30)), 1, 10) || 'T' || substr(CAST(first_hour AS varchar(30)), 12, 2) AS from_hour,
  substr(CAST(last_hour AS varchar(30)), 1, 10) || 'T' || substr(CAST(last_hour AS varchar(30)), 12, 2) AS to_hour,
  hours
FROM reported
ORDER BY place, first_hour DESC
