-- Units that were sold in each month.
SELECT
  make_date(ano, mes, 1) AS month,
  sum_qtd_venda AS units
FROM read_parquet('${gold}/con_ano_mes/con_ano_mes.parquet')
ORDER BY month
