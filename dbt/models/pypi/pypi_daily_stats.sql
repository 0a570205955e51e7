{%- if target.type == 'athena' -%}
  {{- config(materialized='incremental', incremental_strategy='insert_overwrite', partitioned_by=['download_date'], on_schema_change='fail') -}}
{%- else -%}
  {{- config(materialized='incremental', incremental_strategy='delete+insert', unique_key='download_date', on_schema_change='fail') -}}
{%- endif -%}

{%- set attributes = [
  'system_name', 'system_release', 'version', 'project', 'country_code', 'cpu', 'python_version',
] -%}
{#- Athena wants the columns of partitions at the end. -#}
{%- set columns = attributes + ['daily_download_sum', 'download_date'] if target.type == 'athena'
  else ['download_date'] + attributes + ['daily_download_sum'] -%}

{#- The days are chosen by the partition, before the saved query groups their rows: files of other days are not read. -#}
{%- set downloads = source('lake', 'pypi_downloads') -%}
{#- "dbt compile --no-introspect" has no connection to ask. -#}
{%- if flags.INTROSPECT and is_incremental() -%}
  {%- set days = days_to_build(downloads, this, 'download_date', 'daily_download_sum') -%}
  {%- set downloads = '(SELECT * FROM ' ~ downloads ~ ' WHERE '
    ~ ('dt IN (' ~ days | join(', ') ~ ')' if days | length > 0 else 'false') ~ ')' -%}
{%- endif -%}

SELECT
  {{ row_key(['CAST(download_date AS varchar)'] + attributes) }} AS daily_stats_key,
  {{ columns | join(',\n  ') }}
FROM (
{{ pypi_daily_stats_query(downloads) }}
) AS daily_stats
