-- name: con-ano-mes
-- description: Units sold in each month
-- jobs: vendas
-- Equal sales count once, whether they are in one file or in several: see vendas-descartadas.

WITH distinct_sales AS (
  SELECT DISTINCT id_marca, marca, id_linha, linha, data_venda, qtd_venda
  FROM vendas
)
SELECT
  CAST(extract(YEAR FROM data_venda) AS integer) AS ano,
  CAST(extract(MONTH FROM data_venda) AS integer) AS mes,
  CAST(sum(qtd_venda) AS bigint) AS sum_qtd_venda
FROM distinct_sales
GROUP BY 1, 2
ORDER BY ano, mes
