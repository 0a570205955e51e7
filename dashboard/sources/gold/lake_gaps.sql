-- The periods that are missing between the first and the newest one of each job.
SELECT job, grain, from_period, to_period, periods
FROM read_parquet('${gold}/lake_gaps/lake_gaps.parquet')
ORDER BY job, from_period
