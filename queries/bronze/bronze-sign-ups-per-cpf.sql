-- name: bronze-sign-ups-per-cpf
-- description: How many people signed up once, twice and more often under one CPF, without a CPF in clear
-- jobs: bronze-fake-accounts
-- Equal CPFs have equal tokens, so that a group of equal tokens is one person.

WITH people AS (
  SELECT
    cpf_protegido,
    count(*) AS sign_ups
  FROM bronze_fake_accounts
  GROUP BY cpf_protegido
)
SELECT
  sign_ups,
  count(*) AS people,
  CAST(sum(sign_ups) AS bigint) AS accounts
FROM people
GROUP BY sign_ups
ORDER BY sign_ups
