-- name: members-by-age-and-balance
-- description: Members in the black and in the red by age, with what they received and spent
-- jobs: associado, cartao, movimento
-- The balance of a member is the sum of the movements on all cards of the member. Amounts are cast
-- because the sum of no rows has another scale in each engine, and so another spelling.

WITH balances AS (
  SELECT
    associado.id,
    associado.idade,
    coalesce(sum(CASE WHEN movimento.vlr_transacao > 0 THEN movimento.vlr_transacao END), 0) AS received,
    coalesce(sum(CASE WHEN movimento.vlr_transacao < 0 THEN -movimento.vlr_transacao END), 0) AS spent
  FROM associado
  LEFT JOIN cartao ON cartao.id_associado = associado.id
  LEFT JOIN movimento ON movimento.id_cartao = cartao.id
  GROUP BY associado.id, associado.idade
)
SELECT
  CASE
    WHEN idade < 25 THEN '18-24'
    WHEN idade < 35 THEN '25-34'
    WHEN idade < 45 THEN '35-44'
    WHEN idade < 55 THEN '45-54'
    WHEN idade < 65 THEN '55-64'
    ELSE '65+'
  END AS band,
  count(*) AS members,
  sum(CASE WHEN received > spent THEN 1 ELSE 0 END) AS in_the_black,
  sum(CASE WHEN received < spent THEN 1 ELSE 0 END) AS in_the_red,
  CAST(sum(received) AS decimal(18, 2)) AS received,
  CAST(sum(spent) AS decimal(18, 2)) AS spent,
  CAST(sum(received - spent) AS decimal(18, 2)) AS balance
FROM balances
GROUP BY 1
ORDER BY band
