{#- Written by "npm run dbt-models". From queries/pypi/pypi-daily-stats.sql: change that file. -#}
{%- macro pypi_daily_stats_query(pypi_downloads) -%}
WITH downloads AS (
  SELECT
    dt,
    details_system_name,
    details_system_release,
    file_version,
    project,
    country_code,
    details_cpu,
    CASE
      WHEN position('.' IN details_python) > 0
        THEN concat(split_part(details_python, '.', 1), '.', split_part(details_python, '.', 2))
      ELSE details_python
    END AS python_version
  FROM {{ pypi_downloads }} AS pypi_downloads
)
SELECT
  CAST(dt AS date) AS download_date,
  details_system_name AS system_name,
  details_system_release AS system_release,
  file_version AS version,
  project,
  country_code,
  details_cpu AS cpu,
  python_version,
  count(*) AS daily_download_sum
FROM downloads
GROUP BY
  dt,
  details_system_name,
  details_system_release,
  file_version,
  project,
  country_code,
  details_cpu,
  python_version
ORDER BY
  download_date DESC,
  daily_download_sum DESC,
  system_name NULLS LAST,
  system_release NULLS LAST,
  version NULLS LAST,
  project NULLS LAST,
  country_code NULLS LAST,
  cpu NULLS LAST,
  python_version NULLS LAST
{%- endmacro -%}
