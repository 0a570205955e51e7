{#- The text of the period that begins at a time: 2026-11-20T13 or 2026-11-20. Null for a captured file, which has no time. -#}
{%- macro period_text(start, grain) -%}
CASE {{ grain }}
    WHEN 'hour' THEN substr(CAST({{ start }} AS varchar), 1, 10) || 'T' || substr(CAST({{ start }} AS varchar), 12, 2)
    WHEN 'day' THEN substr(CAST({{ start }} AS varchar), 1, 10)
  END
{%- endmacro -%}
