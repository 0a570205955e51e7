-- Written by "npm run dbt-models".
-- From queries/vendas/con-mar-lin.sql: change that file.

WITH distinct_sales AS (
  SELECT DISTINCT id_marca, marca, id_linha, linha, data_venda, qtd_venda
  FROM {{ source('lake', 'vendas') }} AS vendas
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
