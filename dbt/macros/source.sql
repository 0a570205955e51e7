{#-
  A table of the lake. On AWS a stack has the tables of its jobs only: another one is an empty, typed SELECT, so that a
  model of a job that is off is an empty table.
-#}
{%- macro source(source_name, table_name) -%}
  {%- set relation = builtins.source(source_name, table_name) -%}
  {%- if target.type != 'athena' or (model is defined and model.resource_type == 'unit_test') or is_in_glue(table_name) -%}{{- return(relation) -}}{%- endif -%}
  {%- set table = lake_tables() | selectattr('name', 'equalto', table_name) | first -%}
  {{- return('(' ~ empty_select(table) ~ ')') -}}
{%- endmacro -%}
