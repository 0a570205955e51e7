-- Downloads of each day, over all projects.
SELECT
  download_date AS day,
  CAST(sum(daily_download_sum) AS bigint) AS downloads
FROM read_parquet('${gold}/pypi_daily_stats/pypi_daily_stats.parquet')
GROUP BY download_date
ORDER BY day
