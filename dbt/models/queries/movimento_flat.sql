-- Written by "npm run dbt-models".
-- From queries/cooperative/movimento-flat.sql: change that file.

SELECT
  associado.nome AS nome_associado,
  associado.sobrenome AS sobrenome_associado,
  associado.idade AS idade_associado,
  movimento.vlr_transacao AS vlr_transacao_movimento,
  movimento.des_transacao AS des_transacao_movimento,
  movimento.data_movimento,
  cartao.num_cartao AS numero_cartao,
  cartao.nom_impresso AS nome_impresso_cartao,
  cartao.data_criacao AS data_criacao_cartao,
  conta.tipo AS tipo_conta,
  conta.data_criacao AS data_criacao_conta
FROM {{ source('lake', 'movimento') }} AS movimento
JOIN {{ source('lake', 'cartao') }} AS cartao ON movimento.id_cartao = cartao.id
JOIN {{ source('lake', 'conta') }} AS conta ON cartao.id_conta = conta.id
JOIN {{ source('lake', 'associado') }} AS associado ON conta.id_associado = associado.id
ORDER BY movimento.id
