-- name: vendas-distintas
-- description: The sales without repeats: rows whose six columns are equal are one sale
-- jobs: vendas
-- Equal sales count once, whether they are in one file or in several: see vendas-descartadas.
-- The files that a sale came in are left out, because it can have come in several.

WITH distinct_sales AS (
  SELECT DISTINCT id_marca, marca, id_linha, linha, data_venda, qtd_venda
  FROM vendas
)
SELECT id_marca, marca, id_linha, linha, data_venda, qtd_venda
FROM distinct_sales
ORDER BY data_venda, id_marca, id_linha, qtd_venda, marca, linha
