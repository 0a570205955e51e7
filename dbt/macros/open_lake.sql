{#-
  Local: makes a view of each table of the lake in the schema lake, over the files that have landed. A table without
  files becomes a view without rows, and the log says which command fills it. On AWS the tables are Glue's.
-#}
{%- macro open_lake() -%}
  {%- if execute -%}{{ adapter.dispatch('open_lake', 'hourlake')() }}{%- endif -%}
{%- endmacro -%}

{%- macro athena__open_lake() -%}{%- endmacro -%}

{%- macro duckdb__open_lake() -%}
  {%- do check_lake_folder() -%}
  {%- set landed = landed_tables() -%}
  {%- if landed | length == 0 -%}
    {%- do exceptions.raise_compiler_error(
      'Expected a lake with landed periods, got none in ' ~ lake_folder() ~ '. Fill it with "npx hourlake ingest --lake '
      ~ lake_in_shell() ~ '".') -%}
  {%- endif -%}
  {%- do run_query('CREATE SCHEMA IF NOT EXISTS lake') -%}
  {%- for table in lake_tables() -%}
    {%- do run_query('CREATE OR REPLACE VIEW lake.' ~ table.name ~ ' AS '
      ~ (landed_view(table) if table.name in landed else empty_select(table))) -%}
    {%- if table.name not in landed and table.layer != 'rejects' -%}
      {%- do log('lake.' ~ table.name ~ ' is empty: nothing has landed. Fill it with "npx hourlake ' ~ table.fill
        ~ ' --lake ' ~ lake_in_shell() ~ ' --job ' ~ table.job ~ '".', info=true) -%}
    {%- endif -%}
  {%- endfor -%}
{%- endmacro -%}

{#- DuckDB would read uf=SP on the way to the lake as the column uf, and not the one of the file. -#}
{%- macro check_lake_folder() -%}
  {%- set columns = [] -%}
  {%- for table in lake_tables() -%}
    {%- do columns.extend(table.partitions) -%}
    {%- for column in table.columns -%}{%- do columns.append(column[0]) -%}{%- endfor -%}
  {%- endfor -%}
  {%- for part in modules.re.split('[/\\\\]', lake_folder()) if '=' in part and part.split('=')[0] | lower in columns -%}
    {%- do exceptions.raise_compiler_error(
      'Expected no folder on the way to the lake that DuckDB takes for a column, got ' ~ part
      ~ '. Use a link to the lake, or another folder.') -%}
  {%- endfor -%}
{%- endmacro -%}

{#- The view of `hourlake query`: the columns of the file, then the partition columns as text. -#}
{%- macro landed_view(table) -%}
  SELECT
  {%- for column in table.columns %} "{{ column[0] }}",{% endfor %}
  {%- for column in table.partitions %} {{ column }}{{ ',' if not loop.last }}{% endfor %}
  FROM read_parquet({{ files_of(table) }}, hive_partitioning = true, hive_types = {
  {%- for column in table.partitions %}'{{ column }}': VARCHAR{{ ', ' if not loop.last }}{% endfor -%} })
{%- endmacro -%}

{%- macro empty_select(table) -%}
  SELECT
  {%- for column in table.columns %} CAST(NULL AS {{ column[1] }}) AS "{{ column[0] }}",{% endfor %}
  {%- for column in table.partitions %} CAST(NULL AS varchar) AS {{ column }}{{ ',' if not loop.last }}{% endfor %}
  WHERE false
{%- endmacro -%}
