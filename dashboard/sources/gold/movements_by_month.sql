-- Movements of each month by kind and account type. The site is public, so that no value of a person may get here:
-- a kind of fewer than five cards is shown as one of the others, since its text may name a person, and an amount of
-- fewer than five cards is left out.
WITH kinds AS (
  SELECT
    des_transacao_movimento AS kind,
    count(DISTINCT numero_cartao) AS cards
  FROM read_parquet('${gold}/movimento_flat/movimento_flat.parquet')
  GROUP BY des_transacao_movimento
),
movements AS (
  SELECT
    CAST(date_trunc('month', data_movimento) AS date) AS month,
    CASE WHEN kinds.cards >= 5 THEN kinds.kind ELSE 'Other kinds' END AS kind,
    tipo_conta AS account_type,
    numero_cartao AS card,
    CAST(vlr_transacao_movimento AS double) AS amount
  FROM read_parquet('${gold}/movimento_flat/movimento_flat.parquet') AS flat
  LEFT JOIN kinds ON kinds.kind = flat.des_transacao_movimento
)
SELECT
  month,
  kind,
  account_type,
  count(*) AS movements,
  CASE
    WHEN count(DISTINCT card) FILTER (WHERE amount > 0) NOT BETWEEN 1 AND 4
      THEN round(sum(greatest(amount, 0)), 2)
  END AS money_in,
  CASE
    WHEN count(DISTINCT card) FILTER (WHERE amount < 0) NOT BETWEEN 1 AND 4
      THEN round(sum(-least(amount, 0)), 2)
  END AS money_out
FROM movements
GROUP BY month, kind, account_type
ORDER BY month, kind, account_type
