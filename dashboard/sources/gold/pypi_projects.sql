-- The projects whose downloads are counted.
SELECT
  project,
  CAST(sum(daily_download_sum) AS bigint) AS downloads
FROM read_parquet('${gold}/pypi_daily_stats/pypi_daily_stats.parquet')
GROUP BY project
ORDER BY downloads DESC, project
