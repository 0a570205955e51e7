-- Captured files have no order in time: their periods are counted, and nothing is missing.
WITH spans AS (
  SELECT
    job,
    table_name,
    grain,
    layer,
    min(period_start) AS first_start,
    max(period_start) AS newest_start,
    count(*) AS periods,
    CAST(sum(row_count) AS bigint) AS row_count
  FROM {{ ref('lake_periods') }}
  GROUP BY job, table_name, grain, layer
)
SELECT
  job,
  table_name,
  grain,
  layer,
  {{ period_text('first_start', 'grain') }} AS first_period,
  {{ period_text('newest_start', 'grain') }} AS newest_period,
  CASE grain
    WHEN 'hour' THEN newest_start + INTERVAL '1' HOUR
    WHEN 'day' THEN newest_start + INTERVAL '1' DAY
  END AS newest_period_end,
  periods,
  CASE grain
    WHEN 'hour' THEN date_diff('hour', first_start, newest_start) + 1 - periods
    WHEN 'day' THEN date_diff('day', first_start, newest_start) + 1 - periods
    ELSE CAST(0 AS bigint)
  END AS missing_periods,
  row_count
FROM spans
