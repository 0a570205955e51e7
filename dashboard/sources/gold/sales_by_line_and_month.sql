-- Units of each product line that were sold in each month.
SELECT
  make_date(ano, mes, 1) AS month,
  linha AS line,
  CAST(sum(sum_qtd_venda) AS bigint) AS units
FROM read_parquet('${gold}/con_lin_ano_mes/con_lin_ano_mes.parquet')
GROUP BY 1, 2
ORDER BY 1, 2
