-- Downloads of each version on each day. A version that is not known is (unknown).
SELECT
  download_date AS day,
  coalesce(version, '(unknown)') AS version,
  CAST(sum(daily_download_sum) AS bigint) AS downloads
FROM read_parquet('${gold}/pypi_daily_stats/pypi_daily_stats.parquet')
GROUP BY 1, 2
ORDER BY 1, 2
