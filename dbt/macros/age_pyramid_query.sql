{#- Written by "npm run dbt-models". From queries/accounts/age-pyramid.sql: change that file. -#}
{%- macro age_pyramid_query(fake_accounts) -%}
WITH bands (band, youngest, oldest) AS (
  VALUES
    ('18-24', 18, 24),
    ('25-29', 25, 29),
    ('30-34', 30, 34),
    ('35-39', 35, 39),
    ('40-44', 40, 44),
    ('45-49', 45, 49),
    ('50-54', 50, 54),
    ('55-59', 55, 59),
    ('60-64', 60, 64),
    ('65-69', 65, 69),
    ('70-74', 70, 74),
    ('75+', 75, 999)
),
ages AS (
  SELECT
    extract(YEAR FROM criado_em) - extract(YEAR FROM data_nascimento)
      - CASE
          WHEN extract(MONTH FROM criado_em) < extract(MONTH FROM data_nascimento) THEN 1
          WHEN extract(MONTH FROM criado_em) = extract(MONTH FROM data_nascimento)
            AND extract(DAY FROM criado_em) < extract(DAY FROM data_nascimento) THEN 1
          ELSE 0
        END AS age
  FROM {{ fake_accounts }} AS fake_accounts
),
per_age AS (
  SELECT age, count(*) AS accounts
  FROM ages
  GROUP BY age
),
per_band AS (
  SELECT
    bands.band,
    bands.youngest,
    CAST(coalesce(sum(per_age.accounts), 0) AS bigint) AS accounts
  FROM bands
  LEFT JOIN per_age ON per_age.age BETWEEN bands.youngest AND bands.oldest
  GROUP BY bands.band, bands.youngest
)
SELECT
  band,
  accounts,
  CAST(round(1e3 * accounts / nullif(sum(accounts) OVER (), 0)) / 1e1 AS decimal(4, 1)) AS share_pct,
  rpad('', CAST(round(4e1 * accounts / nullif(max(accounts) OVER (), 0)) AS integer), '#') AS bar
FROM per_band
ORDER BY youngest
{%- endmacro -%}
