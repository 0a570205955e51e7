SELECT data_movimento, data_criacao_cartao, data_criacao_conta
FROM {{ ref('movimento_flat') }}
WHERE data_movimento < data_criacao_cartao OR data_criacao_cartao < data_criacao_conta
