-- The four tables group the same distinct sales.
WITH totals AS (
  SELECT sum(sum_qtd_venda) AS units FROM {{ ref('con_ano_mes') }}
  UNION ALL SELECT sum(sum_qtd_venda) FROM {{ ref('con_mar_lin') }}
  UNION ALL SELECT sum(sum_qtd_venda) FROM {{ ref('con_mar_ano_mes') }}
  UNION ALL SELECT sum(sum_qtd_venda) FROM {{ ref('con_lin_ano_mes') }}
)
SELECT count(DISTINCT units) AS different_totals
FROM totals
HAVING count(DISTINCT units) > 1
