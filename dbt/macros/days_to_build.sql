{#-
  The days of a source that a table does not have with the same number of rows: new ones, older ones that were filled
  later, and those that were landed again. Partitions are counted, so that no column is read. As texts in SQL, such as '2026-11-20'.
-#}
{%- macro days_to_build(source_relation, built, day, row_count) -%}
  {%- set days = run_query(
    'SELECT landed.dt FROM (SELECT dt, count(*) AS row_count FROM ' ~ source_relation ~ ' GROUP BY dt) AS landed'
    ~ ' LEFT JOIN (SELECT ' ~ day ~ ', sum(' ~ row_count ~ ') AS row_count FROM ' ~ built ~ ' GROUP BY ' ~ day ~ ') AS built'
    ~ ' ON built.' ~ day ~ ' = CAST(landed.dt AS date)'
    ~ ' WHERE built.row_count IS DISTINCT FROM landed.row_count ORDER BY landed.dt').columns[0].values() -%}
  {%- set texts = [] -%}
  {%- for each in days -%}{%- do texts.append("'" ~ each ~ "'") -%}{%- endfor -%}
  {{- return(texts) -}}
{%- endmacro -%}
