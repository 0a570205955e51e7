-- Units of each product line of each brand.
SELECT
  marca AS brand,
  linha AS line,
  CAST(sum(sum_qtd_venda) AS bigint) AS units
FROM read_parquet('${gold}/con_mar_lin/con_mar_lin.parquet')
GROUP BY 1, 2
ORDER BY 1, 2
