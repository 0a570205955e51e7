-- name: pypi-top-10
-- description: The ten most downloaded versions, Python versions and countries of the last 28 days that have landed
-- jobs: pypi-downloads
-- Days are counted back from the newest one in the lake. A share is one of all downloads of these days; what is null
-- is counted too. 1e4 is a double: 10000 would divide as an integer in Athena.

WITH days AS (
  SELECT
    dt,
    row_number() OVER (ORDER BY dt DESC) AS age
  FROM pypi_downloads
  GROUP BY dt
),
recent AS (
  SELECT
    downloads.file_version,
    downloads.country_code,
    CASE
      WHEN position('.' IN downloads.details_python) > 0
        THEN concat(
          split_part(downloads.details_python, '.', 1),
          '.',
          split_part(downloads.details_python, '.', 2)
        )
      ELSE downloads.details_python
    END AS python_version
  FROM pypi_downloads AS downloads
  INNER JOIN days ON days.dt = downloads.dt
  WHERE days.age <= 28
),
counted AS (
  SELECT 'version' AS kind, file_version AS value, count(*) AS downloads
  FROM recent
  GROUP BY file_version
  UNION ALL
  SELECT 'python' AS kind, python_version AS value, count(*) AS downloads
  FROM recent
  GROUP BY python_version
  UNION ALL
  SELECT 'country' AS kind, country_code AS value, count(*) AS downloads
  FROM recent
  GROUP BY country_code
),
ranked AS (
  SELECT
    kind,
    row_number() OVER (PARTITION BY kind ORDER BY downloads DESC, value NULLS LAST) AS place,
    value,
    downloads,
    CAST(round(1e4 * downloads / sum(downloads) OVER (PARTITION BY kind)) / 1e2 AS decimal(5, 2)) AS share_pct
  FROM counted
)
SELECT
  kind,
  place,
  value,
  downloads,
  share_pct
FROM ranked
WHERE place <= 10
ORDER BY kind DESC, place
