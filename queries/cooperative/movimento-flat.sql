-- name: movimento-flat
-- description: Every movement with its card, its account and its member
-- jobs: associado, conta, cartao, movimento
-- In the order of the key, so that every engine gives the same rows in the same order.

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
FROM movimento
JOIN cartao ON movimento.id_cartao = cartao.id
JOIN conta ON cartao.id_conta = conta.id
JOIN associado ON conta.id_associado = associado.id
ORDER BY movimento.id
