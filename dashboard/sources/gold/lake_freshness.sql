-- One row for each job that has landed something.
SELECT
  job,
  table_name,
  grain,
  layer,
  first_period,
  newest_period,
  newest_period_end,
  periods,
  missing_periods,
  row_count
FROM read_parquet('${gold}/lake_freshness/lake_freshness.parquet')
ORDER BY job
