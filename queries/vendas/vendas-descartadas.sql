-- name: vendas-descartadas
-- description: How many rows of each file are dropped as repeats, and which file keeps them
-- jobs: vendas
-- A sale that is in several files is kept by one of them: by the one with the first digest, because digests have the
-- same order in every engine. A line is about the rows of a file that one file keeps, and its counts add up:
-- row_count = kept + repeated_in_file + kept_in_other. Repeats within a file are dropped first, in every file.
-- All lines together: row_count is every row of vendas, and kept is every row of vendas-distintas.

WITH sales_of_files AS (
  SELECT
    id_marca, marca, id_linha, linha, data_venda, qtd_venda, arquivo, file,
    count(*) AS row_count
  FROM vendas
  GROUP BY id_marca, marca, id_linha, linha, data_venda, qtd_venda, arquivo, file
),
kept_sales AS (
  SELECT
    arquivo,
    file,
    row_count,
    first_value(arquivo) OVER (
      PARTITION BY id_marca, marca, id_linha, linha, data_venda, qtd_venda ORDER BY file
    ) AS kept_in,
    first_value(file) OVER (
      PARTITION BY id_marca, marca, id_linha, linha, data_venda, qtd_venda ORDER BY file
    ) AS kept_in_file
  FROM sales_of_files
)
SELECT
  arquivo,
  file,
  kept_in,
  kept_in_file,
  CAST(sum(row_count) AS bigint) AS row_count,
  sum(CASE WHEN file = kept_in_file THEN 1 ELSE 0 END) AS kept,
  CAST(sum(row_count - 1) AS bigint) AS repeated_in_file,
  sum(CASE WHEN file = kept_in_file THEN 0 ELSE 1 END) AS kept_in_other
FROM kept_sales
GROUP BY arquivo, file, kept_in, kept_in_file
ORDER BY arquivo, file, kept_in, kept_in_file
