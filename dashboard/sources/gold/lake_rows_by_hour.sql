-- Rows of each hour of each hourly job, over the last seven days of the job.
WITH hours AS (
  SELECT
    job,
    period_start AS period_hour,
    CAST(sum(row_count) AS bigint) AS row_count
  FROM read_parquet('${gold}/lake_periods/lake_periods.parquet')
  WHERE grain = 'hour'
  GROUP BY job, period_start
)
SELECT job, period_hour, row_count
FROM hours
QUALIFY period_hour > max(period_hour) OVER (PARTITION BY job) - INTERVAL 168 HOUR
ORDER BY job, period_hour
