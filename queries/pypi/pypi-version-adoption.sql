-- name: pypi-version-adoption
-- description: Which share of each day's downloads each version had, of the versions with at least one per cent
-- jobs: pypi-downloads
-- 1e4 is a double: 10000 would divide as an integer in Athena.

WITH per_day AS (
  SELECT
    dt,
    file_version,
    count(*) AS downloads,
    CAST(sum(count(*)) OVER (PARTITION BY dt) AS bigint) AS downloads_of_day
  FROM pypi_downloads
  GROUP BY dt, file_version
)
SELECT
  dt,
  file_version AS version,
  downloads,
  CAST(round(1e4 * downloads / downloads_of_day) / 1e2 AS decimal(5, 2)) AS share_pct
FROM per_day
WHERE downloads * 100 >= downloads_of_day
ORDER BY dt DESC, downloads DESC, version NULLS LAST
