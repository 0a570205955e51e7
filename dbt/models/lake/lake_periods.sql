{#- Every table is named, so that the lineage is known before any of them is looked at. -#}
{%- for table in lake_tables() -%}{%- do source('lake', table.name) -%}{%- endfor -%}
{{ landed_periods() }}
