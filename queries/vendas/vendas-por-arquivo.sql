-- name: vendas-por-arquivo
-- description: Which years of sales each file holds, whatever it is called
-- jobs: vendas
-- Counts rows as they came, repeats included.

SELECT
  arquivo,
  file,
  CAST(extract(YEAR FROM data_venda) AS integer) AS ano,
  min(data_venda) AS first_sale,
  max(data_venda) AS last_sale,
  count(*) AS row_count
FROM vendas
GROUP BY 1, 2, 3
ORDER BY arquivo, file, ano
