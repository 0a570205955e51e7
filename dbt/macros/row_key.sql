{#-
  SHA-256 of some values in hexadecimal digits. Each text is written with its length before it, and null as "-", so that
  null, '' and values that move from one column to the next have other keys. The operator || gives null for null in every
  engine; concat() does not.
-#}
{%- macro row_key(columns) -%}
  {%- set parts = [] -%}
  {%- for column in columns -%}
    {%- do parts.append("coalesce(CAST(length(" ~ column ~ ") AS varchar) || ':' || " ~ column ~ ", '-')") -%}
  {%- endfor -%}
  {{- adapter.dispatch('sha256_of', 'hourlake')(parts | join('\n    || ')) -}}
{%- endmacro -%}

{%- macro duckdb__sha256_of(text) -%}
sha256({{ text }})
{%- endmacro -%}

{%- macro athena__sha256_of(text) -%}
lower(to_hex(sha256(to_utf8({{ text }}))))
{%- endmacro -%}
