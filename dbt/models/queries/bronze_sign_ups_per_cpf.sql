-- Written by "npm run dbt-models".
-- From queries/bronze/bronze-sign-ups-per-cpf.sql: change that file.

WITH people AS (
  SELECT
    cpf_protegido,
    count(*) AS sign_ups
  FROM {{ source('lake', 'bronze_fake_accounts') }} AS bronze_fake_accounts
  GROUP BY cpf_protegido
)
SELECT
  sign_ups,
  count(*) AS people,
  CAST(sum(sign_ups) AS bigint) AS accounts
FROM people
GROUP BY sign_ups
ORDER BY sign_ups
