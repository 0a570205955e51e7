-- How many people opened one account, two accounts and more, without a CPF.
SELECT sign_ups, people, accounts
FROM read_parquet('${gold}/bronze_sign_ups_per_cpf/bronze_sign_ups_per_cpf.parquet')
ORDER BY sign_ups
