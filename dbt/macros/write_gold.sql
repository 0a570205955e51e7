{#-
  Local: copies the table of a model to <lake>/gold/<model>/<model>.parquet. DuckDB writes another file first and
  renames it, so that a reader sees the old rows or the new ones. The rows are in a fixed order (all columns, or
  meta.gold_order), so that the same lake gives the same bytes. On AWS the tables are Parquet below gold/ already.
-#}
{%- macro write_gold() -%}
  {%- if execute -%}{{ adapter.dispatch('write_gold', 'hourlake')() }}{%- endif -%}
{%- endmacro -%}

{%- macro athena__write_gold() -%}{%- endmacro -%}

{%- macro duckdb__write_gold() -%}
  {%- set file = lake_folder() ~ '/gold/' ~ this.identifier ~ '/' ~ this.identifier ~ '.parquet' -%}
  {%- do adapter.store_relation('lake', this, [], file, 'parquet', {}) -%}
  {%- set order = config.get('meta', {}).get('gold_order', ['ALL']) -%}
  COPY (SELECT * FROM {{ this }} ORDER BY {{ order | join(', ') }})
  TO '{{ file | replace("'", "''") }}' (FORMAT parquet, COMPRESSION snappy, USE_TMP_FILE true)
{%- endmacro -%}
