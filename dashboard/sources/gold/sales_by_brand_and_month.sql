-- Units of each brand that were sold in each month.
SELECT
  make_date(ano, mes, 1) AS month,
  marca AS brand,
  CAST(sum(sum_qtd_venda) AS bigint) AS units
FROM read_parquet('${gold}/con_mar_ano_mes/con_mar_ano_mes.parquet')
GROUP BY 1, 2
ORDER BY 1, 2
