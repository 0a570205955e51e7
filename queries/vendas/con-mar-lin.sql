-- name: con-mar-lin
-- description: Units sold of each product line of each brand
-- jobs: vendas
-- Equal sales count once, whether they are in one file or in several: see vendas-descartadas.

WITH distinct_sales AS (
  SELECT DISTINCT id_marca, marca, id_linha, linha, data_venda, qtd_venda
  FROM vendas
)
SELECT
  id_marca,
  marca,
  id_linha,
  linha,
  CAST(sum(qtd_venda) AS bigint) AS sum_qtd_venda
FROM distinct_sales
GROUP BY id_marca, marca, id_linha, linha
ORDER BY id_marca, id_linha, marca, linha
