-- The age is in complete years, on the day the account was created. It is computed from year, month and day because
-- date_diff('year', ...) counts complete years in Athena and year boundaries in DuckDB.
-- The bands are listed, so that an empty band still has a row. Without any sign-up there are no rows.
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
  FROM {{ source('lake', 'bronze_fake_accounts') }}
),
per_age AS (
  SELECT age, count(*) AS sign_ups
  FROM ages
  GROUP BY age
),
per_band AS (
  SELECT
    bands.band,
    CAST(coalesce(sum(per_age.sign_ups), 0) AS bigint) AS sign_ups
  FROM bands
  LEFT JOIN per_age ON per_age.age BETWEEN bands.youngest AND bands.oldest
  GROUP BY bands.band
),
with_total AS (
  SELECT
    band,
    sign_ups,
    sum(sign_ups) OVER () AS total
  FROM per_band
)
SELECT
  band,
  sign_ups,
  CAST(round(1e4 * sign_ups / total) / 1e2 AS decimal(5, 2)) AS share_pct
FROM with_total
WHERE total > 0
