-- name: broken-references
-- description: Keys that lead nowhere, and rows older than what they refer to: 0 in a lake without gaps
-- jobs: associado, conta, cartao, movimento

SELECT
  'conta.id_associado' AS reference,
  count(*) AS rows_checked,
  coalesce(sum(CASE WHEN associado.id IS NULL THEN 1 ELSE 0 END), 0) AS dangling,
  CAST(0 AS bigint) AS older_than_parent
FROM conta
LEFT JOIN associado ON conta.id_associado = associado.id
UNION ALL
SELECT
  'cartao.id_associado' AS reference,
  count(*) AS rows_checked,
  coalesce(sum(CASE WHEN associado.id IS NULL THEN 1 ELSE 0 END), 0) AS dangling,
  CAST(0 AS bigint) AS older_than_parent
FROM cartao
LEFT JOIN associado ON cartao.id_associado = associado.id
UNION ALL
SELECT
  'cartao.id_conta' AS reference,
  count(*) AS rows_checked,
  coalesce(sum(CASE WHEN conta.id IS NULL THEN 1 ELSE 0 END), 0) AS dangling,
  coalesce(sum(CASE WHEN cartao.data_criacao < conta.data_criacao THEN 1 ELSE 0 END), 0) AS older_than_parent
FROM cartao
LEFT JOIN conta ON cartao.id_conta = conta.id
UNION ALL
SELECT
  'movimento.id_cartao' AS reference,
  count(*) AS rows_checked,
  coalesce(sum(CASE WHEN cartao.id IS NULL THEN 1 ELSE 0 END), 0) AS dangling,
  coalesce(sum(CASE WHEN movimento.data_movimento < cartao.data_criacao THEN 1 ELSE 0 END), 0) AS older_than_parent
FROM movimento
LEFT JOIN cartao ON movimento.id_cartao = cartao.id
ORDER BY reference
