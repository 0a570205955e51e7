-- Downloads of each Python version on each day. A Python version that is not known is (unknown).
SELECT
  download_date AS day,
  coalesce(python_version, '(unknown)') AS python_version,
  CAST(sum(daily_download_sum) AS bigint) AS downloads
FROM read_parquet('${gold}/pypi_daily_stats/pypi_daily_stats.parquet')
GROUP BY 1, 2
ORDER BY 1, 2
