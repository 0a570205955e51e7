{#- Absolute path of the lake, without a slash at its end. Local only. -#}
{%- macro lake_folder() -%}
  {{- return(run_query("SELECT getvariable('lake_folder')").columns[0].values()[0]) -}}
{%- endmacro -%}

{#- The same as a word of the shell, for commands that are shown. -#}
{%- macro lake_in_shell() -%}
  {%- set folder = lake_folder() -%}
  {%- if modules.re.fullmatch('[A-Za-z0-9_./-]+', folder) -%}{{- return(folder) -}}{%- endif -%}
  {{- return("'" ~ folder | replace("'", "'\\''") ~ "'") -}}
{%- endmacro -%}

{#- The pattern of all files of a table as a text in SQL, such as '/lake/fake-accounts/dt=[0-9]...parquet'. -#}
{%- macro files_of(table) -%}
  {%- set folder = modules.re.sub('[*?[]', '[\\g<0>]', lake_folder()) -%}
  '{{ (folder ~ '/' ~ table.files) | replace("'", "''") }}'
{%- endmacro -%}

{#-
  Names of the tables that have at least one file. Local only. A file that lies in the partition of another period has the
  key of no period: "hourlake query" leaves it out, and a view would read it, so the build stops.
-#}
{%- macro landed_tables() -%}
  {%- set looks = [] -%}
  {%- for table in lake_tables() -%}
    {%- set period = "regexp_extract(file, '/" ~ table.job ~ "-([^/]+)[.]parquet$', 1)" -%}
    {%- set folder = {
      'hour': "'/dt=' || " ~ period ~ "[1:10] || '/hour=' || " ~ period ~ "[12:13] || '/'",
      'day': "'/dt=' || " ~ period ~ " || '/'",
      'file': "'/file=' || " ~ period ~ " || '/'",
    }[table.grain] -%}
    {%- do looks.append("SELECT '" ~ table.name ~ "', min(file) FILTER (NOT contains(file, " ~ folder ~ ")) FROM glob("
      ~ files_of(table) ~ ") HAVING count(*) > 0") -%}
  {%- endfor -%}
  {%- set landed = run_query(looks | join(' UNION ALL ')) -%}
  {%- for misplaced in landed.columns[1].values() if misplaced is not none -%}
    {%- do exceptions.raise_compiler_error(
      'Expected every file in the folder of its period, got ' ~ misplaced ~ '. Move it out, and see "npx hourlake doctor --lake '
      ~ lake_in_shell() ~ '".') -%}
  {%- endfor -%}
  {{- return(landed.columns[0].values() | list) -}}
{%- endmacro -%}

{#- The tables of the lake that are there. Local: those with files. On AWS: those in Glue, since a stack has the tables of its jobs. -#}
{%- macro present_tables() -%}
  {{- return(adapter.dispatch('present_tables', 'hourlake')()) -}}
{%- endmacro -%}

{%- macro duckdb__present_tables() -%}
  {{- return(lake_tables() | selectattr('name', 'in', landed_tables()) | list) -}}
{%- endmacro -%}

{%- macro athena__present_tables() -%}
  {%- set present = [] -%}
  {%- for table in lake_tables() if is_in_glue(table.name) -%}{%- do present.append(table) -%}{%- endfor -%}
  {{- return(present) -}}
{%- endmacro -%}

{#- Without a connection (dbt compile --no-introspect) every table counts as one that is there. -#}
{%- macro is_in_glue(name) -%}
  {%- if not execute or not flags.INTROSPECT -%}{{- return(true) -}}{%- endif -%}
  {{- return(load_relation(builtins.source('lake', name)) is not none) -}}
{%- endmacro -%}
