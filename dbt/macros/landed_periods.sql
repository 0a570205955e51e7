{#-
  A SELECT of all landed periods, with the number of rows of each. Local: from the footers of the files, without reading
  a row. On AWS: from the partitions, and the rows counted by partition.
-#}
{%- macro landed_periods() -%}
  {%- set selects = [] -%}
  {%- if execute -%}
    {%- for table in present_tables() -%}
      {%- do selects.append(adapter.dispatch('periods_of', 'hourlake')(table)) -%}
    {%- endfor -%}
  {%- endif -%}
  {%- if selects | length > 0 -%}
    {{ selects | join('\nUNION ALL\n') }}
  {%- else -%}
    SELECT
      CAST(NULL AS varchar) AS job,
      CAST(NULL AS varchar) AS table_name,
      CAST(NULL AS varchar) AS grain,
      CAST(NULL AS varchar) AS layer,
      CAST(NULL AS varchar) AS period,
      CAST(NULL AS timestamp) AS period_start,
      CAST(NULL AS bigint) AS row_count
    WHERE false
  {%- endif -%}
{%- endmacro -%}

{%- macro duckdb__periods_of(table) -%}
  {%- set files -%}
    (
      SELECT
        regexp_extract(file_name, '/{{ table.job }}-([^/]+)[.]parquet$', 1) AS period,
        num_rows
      FROM parquet_file_metadata({{ files_of(table) }})
    )
  {%- endset -%}
  {{- period_columns(table, 'period', 'num_rows', files) -}}
{%- endmacro -%}

{%- macro athena__periods_of(table) -%}
  {%- set relation = source('lake', table.name) -%}
  {%- set partitions = table.partitions | join(', ') -%}
  {%- set rows -%}
    (
      SELECT {{ partitions }}, sum(row_count) AS row_count
      FROM (
        SELECT {{ partitions }}, count(*) AS row_count FROM {{ relation }} GROUP BY {{ partitions }}
        UNION ALL
        SELECT {{ partitions }}, 0 FROM {{ api.Relation.create(database=relation.database, schema=relation.schema, identifier=table.name ~ '$partitions') }}
      )
      GROUP BY {{ partitions }}
    )
  {%- endset -%}
  {{- period_columns(table, table.partitions | join(" || 'T' || "), 'row_count', rows) -}}
{%- endmacro -%}

{%- macro period_columns(table, period, row_count, rows) -%}
SELECT
  '{{ table.job }}' AS job,
  '{{ table.name }}' AS table_name,
  '{{ table.grain }}' AS grain,
  '{{ table.layer }}' AS layer,
  {{ period }} AS period,
  {% if table.grain == 'hour' -%}
  CAST(replace({{ period }}, 'T', ' ') || ':00:00' AS timestamp)
  {%- elif table.grain == 'day' -%}
  CAST({{ period }} || ' 00:00:00' AS timestamp)
  {%- else -%}
  CAST(NULL AS timestamp)
  {%- endif %} AS period_start,
  CAST({{ row_count }} AS bigint) AS row_count
FROM {{ rows }} AS landed
{%- endmacro -%}
