-- name: dormant-cards
-- description: Cards that are used, new, dormant for 30 days, or were never used, by type of account
-- jobs: conta, cartao, movimento
-- Dormant is measured from the newest movement, not from the clock: the same lake has the same answer on every day.
-- Cards issued in those 30 days may just not have been used yet, so they count as neither.

WITH newest AS (
  SELECT max(data_movimento) AS moment
  FROM movimento
),
uses AS (
  SELECT id_cartao, max(data_movimento) AS last_use
  FROM movimento
  GROUP BY id_cartao
),
judged AS (
  SELECT
    conta.tipo,
    CASE
      WHEN uses.last_use >= newest.moment - INTERVAL '30' DAY THEN 'used'
      WHEN uses.last_use IS NOT NULL THEN 'dormant'
      WHEN cartao.data_criacao >= newest.moment - INTERVAL '30' DAY THEN 'new'
      ELSE 'never used'
    END AS state
  FROM cartao
  JOIN conta ON cartao.id_conta = conta.id
  CROSS JOIN newest
  LEFT JOIN uses ON uses.id_cartao = cartao.id
)
SELECT
  tipo,
  count(*) AS cards,
  sum(CASE WHEN state = 'used' THEN 1 ELSE 0 END) AS used,
  sum(CASE WHEN state = 'new' THEN 1 ELSE 0 END) AS new_cards,
  sum(CASE WHEN state = 'dormant' THEN 1 ELSE 0 END) AS dormant,
  sum(CASE WHEN state = 'never used' THEN 1 ELSE 0 END) AS never_used
FROM judged
GROUP BY tipo
ORDER BY tipo
