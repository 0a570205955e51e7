-- Rows and periods of each day of each job whose periods are hours or days.
SELECT
  job,
  grain,
  CAST(period_start AS date) AS day,
  count(*) AS periods,
  CAST(sum(row_count) AS bigint) AS row_count
FROM read_parquet('${gold}/lake_periods/lake_periods.parquet')
WHERE grain IN ('hour', 'day')
GROUP BY 1, 2, 3
ORDER BY 1, 3
