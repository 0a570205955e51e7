WITH neighbours AS (
  SELECT
    job,
    grain,
    period_start,
    lag(period_start) OVER (PARTITION BY job ORDER BY period_start) AS start_before
  FROM {{ ref('lake_periods') }}
  WHERE grain <> 'file'
),
bounds AS (
  SELECT
    job,
    grain,
    CASE grain
      WHEN 'hour' THEN start_before + INTERVAL '1' HOUR
      ELSE start_before + INTERVAL '1' DAY
    END AS from_start,
    CASE grain
      WHEN 'hour' THEN period_start - INTERVAL '1' HOUR
      ELSE period_start - INTERVAL '1' DAY
    END AS to_start
  FROM neighbours
)
SELECT
  job,
  grain,
  {{ period_text('from_start', 'grain') }} AS from_period,
  {{ period_text('to_start', 'grain') }} AS to_period,
  CASE grain
    WHEN 'hour' THEN date_diff('hour', from_start, to_start) + 1
    ELSE date_diff('day', from_start, to_start) + 1
  END AS periods
FROM bounds
WHERE from_start <= to_start
