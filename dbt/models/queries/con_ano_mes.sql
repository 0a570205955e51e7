-- Written by "npm run dbt-models".
-- From queries/vendas/con-ano-mes.sql: change that file.

WITH distinct_sales AS (
  SELECT DISTINCT id_marca, marca, id_linha, linha, data_venda, qtd_venda
  FROM {{ source('lake', 'vendas') }} AS vendas
)
SELECT
  CAST(extract(YEAR FROM data_venda) AS integer) AS ano,
  CAST(extract(MONTH FROM data_venda) AS integer) AS mes,
  CAST(sum(qtd_venda) AS bigint) AS sum_qtd_venda
FROM distinct_sales
GROUP BY 1, 2
ORDER BY ano, mes
