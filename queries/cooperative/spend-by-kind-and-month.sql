-- name: spend-by-kind-and-month
-- description: What members spent and received in each month (UTC), by kind of movement
-- jobs: movimento
-- Amounts are cast because the sum of no rows has another scale in each engine, and so another spelling.

SELECT
  CAST(date_trunc('month', data_movimento) AS date) AS mes,
  des_transacao,
  count(*) AS movements,
  CAST(sum(CASE WHEN vlr_transacao < 0 THEN -vlr_transacao ELSE 0 END) AS decimal(18, 2)) AS spent,
  CAST(sum(CASE WHEN vlr_transacao > 0 THEN vlr_transacao ELSE 0 END) AS decimal(18, 2)) AS received
FROM movimento
GROUP BY 1, 2
ORDER BY mes, spent DESC, received DESC, des_transacao
