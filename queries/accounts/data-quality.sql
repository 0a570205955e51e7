-- name: data-quality
-- description: Whether all accounts follow the rules of the table, and how many break each rule
-- jobs: fake-accounts
-- One pass over the table: Athena may run a CTE again for each part of a UNION ALL, so all rules are counted as columns
-- and turned into rows by a CROSS JOIN.
-- A fault counts once: an empty value only as empty, a malformed one only as malformed. Duplicates are the extra rows, and a
-- postal code (CEP) counts once for each further pair of street and neighbourhood.
-- regexp_replace(value, pattern, '') = '' tests a pattern in both engines; Athena has only regexp_like, and DuckDB only
-- regexp_matches. Patterns use [0-9] and [.], so that no backslash has to survive a shell, a template or an editor.
-- States: the fiscal region in a CPF (Receita Federal), area codes (DDD), postal codes (CEP) by first five digits.

WITH states (state, cpf_region, area_codes, cep_from, cep_to, other_cep_from, other_cep_to) AS (
  VALUES
    ('AC', '2', '68', '69900', '69999', '', ''),
    ('AL', '4', '82', '57000', '57999', '', ''),
    ('AM', '2', '92 97', '69000', '69299', '69400', '69899'),
    ('AP', '2', '96', '68900', '68999', '', ''),
    ('BA', '5', '71 73 74 75 77', '40000', '48999', '', ''),
    ('CE', '3', '85 88', '60000', '63999', '', ''),
    ('DF', '1', '61', '70000', '72799', '73000', '73699'),
    ('ES', '7', '27 28', '29000', '29999', '', ''),
    ('GO', '1', '61 62 64', '72800', '72999', '73700', '76799'),
    ('MA', '3', '98 99', '65000', '65999', '', ''),
    ('MG', '6', '31 32 33 34 35 37 38', '30000', '39999', '', ''),
    ('MS', '1', '67', '79000', '79999', '', ''),
    ('MT', '1', '65 66', '78000', '78899', '', ''),
    ('PA', '2', '91 93 94', '66000', '68899', '', ''),
    ('PB', '4', '83', '58000', '58999', '', ''),
    ('PE', '4', '81 87', '50000', '56999', '', ''),
    ('PI', '3', '86 89', '64000', '64999', '', ''),
    ('PR', '9', '41 42 43 44 45 46', '80000', '87999', '', ''),
    ('RJ', '7', '21 22 24', '20000', '28999', '', ''),
    ('RN', '4', '84', '59000', '59999', '', ''),
    ('RO', '2', '69', '76800', '76999', '', ''),
    ('RR', '2', '95', '69300', '69399', '', ''),
    ('RS', '0', '51 53 54 55', '90000', '99999', '', ''),
    ('SC', '9', '47 48 49', '88000', '89999', '', ''),
    ('SE', '5', '79', '49000', '49999', '', ''),
    ('SP', '8', '11 12 13 14 15 16 17 18 19', '01000', '19999', '', ''),
    ('TO', '1', '63', '77000', '77999', '', '')
),
accounts AS (
  SELECT
    id, criado_em, nome, email, telefone, cpf, data_nascimento, endereco, cidade, uf, cep, emprego, dt, hour,
    cpf_region, area_codes, cep_from, cep_to, other_cep_from, other_cep_to,
    cpf <> '' AND regexp_replace(cpf, '^[0-9]{3}[.][0-9]{3}[.][0-9]{3}-[0-9]{2}$', '') = '' AS cpf_is_formed,
    telefone <> '' AND regexp_replace(telefone, '^[+]55 [1-9][1-9] 9[6-9][0-9]{3}-[0-9]{4}$', '') = '' AS telefone_is_formed,
    cep <> '' AND regexp_replace(cep, '^[0-9]{5}-[0-9]{3}$', '') = '' AS cep_is_formed,
    -- Suffixes from 900 on belong to large recipients. The first part of an address is the street, the third one the
    -- neighbourhood.
    CASE WHEN regexp_replace(cep, '^[0-9]{5}-[0-8][0-9]{2}$', '') = '' AND cep <> '' AND endereco <> '' THEN cep END
      AS street_cep,
    split_part(endereco, ', ', 1) || ', ' || coalesce(split_part(endereco, ', ', 3), '') AS street_and_neighbourhood,
    TRY_CAST(substr(cpf, 1, 1) AS integer) AS d1,
    TRY_CAST(substr(cpf, 2, 1) AS integer) AS d2,
    TRY_CAST(substr(cpf, 3, 1) AS integer) AS d3,
    TRY_CAST(substr(cpf, 5, 1) AS integer) AS d4,
    TRY_CAST(substr(cpf, 6, 1) AS integer) AS d5,
    TRY_CAST(substr(cpf, 7, 1) AS integer) AS d6,
    TRY_CAST(substr(cpf, 9, 1) AS integer) AS d7,
    TRY_CAST(substr(cpf, 10, 1) AS integer) AS d8,
    TRY_CAST(substr(cpf, 11, 1) AS integer) AS d9,
    TRY_CAST(substr(cpf, 13, 1) AS integer) AS check1,
    TRY_CAST(substr(cpf, 14, 1) AS integer) AS check2
  FROM fake_accounts
  LEFT JOIN states ON states.state = fake_accounts.uf
),
counted AS (
  SELECT
    count(*) AS rows_checked,
    count(*) FILTER (WHERE criado_em IS NULL OR data_nascimento IS NULL OR '' IN (
      coalesce(id, ''), coalesce(nome, ''), coalesce(email, ''), coalesce(telefone, ''), coalesce(cpf, ''),
      coalesce(endereco, ''), coalesce(cidade, ''), coalesce(uf, ''), coalesce(cep, ''), coalesce(emprego, '')
    )) AS empty_values,
    count(nullif(id, '')) - count(DISTINCT nullif(id, '')) AS duplicate_ids,
    count(nullif(cpf, '')) - count(DISTINCT nullif(cpf, '')) AS duplicate_cpfs,
    count(nullif(email, '')) - count(DISTINCT nullif(email, '')) AS duplicate_emails,
    count(nullif(telefone, '')) - count(DISTINCT nullif(telefone, '')) AS duplicate_telefones,
    count(DISTINCT street_cep || ', ' || street_and_neighbourhood) - count(DISTINCT street_cep) AS ambiguous_ceps,
    count(*) FILTER (WHERE
      regexp_replace(id, '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$', '') <> ''
    ) AS malformed_ids,
    count(*) FILTER (WHERE cpf <> '' AND NOT cpf_is_formed) AS malformed_cpfs,
    -- 10 * sum % 11 % 10 is the rule of the Receita Federal in one expression (r = sum % 11, 0 if r < 2, else 11 - r).
    -- Eleven equal digits pass both sums but are not a CPF.
    count(*) FILTER (WHERE cpf_is_formed AND (
      check1 <> 10 * (10*d1 + 9*d2 + 8*d3 + 7*d4 + 6*d5 + 5*d6 + 4*d7 + 3*d8 + 2*d9) % 11 % 10
      OR check2 <> 10 * (11*d1 + 10*d2 + 9*d3 + 8*d4 + 7*d5 + 6*d6 + 5*d7 + 4*d8 + 3*d9 + 2*check1) % 11 % 10
      OR replace(cpf, substr(cpf, 1, 1), '') = '..-'
    )) AS wrong_check_digits,
    count(*) FILTER (WHERE cpf_is_formed AND uf <> ''
      AND substr(cpf, 11, 1) <> coalesce(cpf_region, 'no such state')
    ) AS wrong_cpf_regions,
    count(*) FILTER (WHERE telefone <> '' AND NOT telefone_is_formed) AS malformed_telefones,
    count(*) FILTER (WHERE telefone_is_formed AND uf <> ''
      AND position(substr(telefone, 5, 2) IN coalesce(area_codes, 'no such state')) = 0
    ) AS wrong_area_codes,
    count(*) FILTER (WHERE cep <> '' AND NOT cep_is_formed) AS malformed_ceps,
    count(*) FILTER (WHERE cep_is_formed AND uf <> '' AND NOT coalesce(
      substr(cep, 1, 5) BETWEEN cep_from AND cep_to OR substr(cep, 1, 5) BETWEEN other_cep_from AND other_cep_to,
      false
    )) AS ceps_outside_state,
    count(*) FILTER (WHERE endereco <> '' AND cep <> '' AND position(cep IN endereco) = 0) AS ceps_outside_endereco,
    count(*) FILTER (WHERE endereco <> '' AND cidade <> '' AND uf <> ''
      AND position(', ' || cidade || ' - ' || uf || ', ' IN endereco) = 0
    ) AS cities_outside_endereco,
    count(*) FILTER (WHERE
      regexp_replace(email, '^[^@ ]+@example[.](com|org|net)$', '') <> ''
    ) AS other_email_domains,
    count(*) FILTER (WHERE
      data_nascimento > CAST(CAST(criado_em AS date) - INTERVAL '18' YEAR AS date)
    ) AS minors,
    count(*) FILTER (WHERE substr(CAST(criado_em AS varchar(30)), 1, 13) <> dt || ' ' || hour) AS outside_partition
  FROM accounts
),
report AS (
  SELECT
    rules.place,
    rules.rule,
    rows_checked,
    CASE rules.rule
      WHEN 'empty required value' THEN empty_values
      WHEN 'duplicate id' THEN duplicate_ids
      WHEN 'duplicate cpf' THEN duplicate_cpfs
      WHEN 'duplicate email' THEN duplicate_emails
      WHEN 'duplicate telefone' THEN duplicate_telefones
      WHEN 'malformed id (UUID version 7)' THEN malformed_ids
      WHEN 'malformed cpf' THEN malformed_cpfs
      WHEN 'wrong cpf check digits' THEN wrong_check_digits
      WHEN 'cpf fiscal region is not that of uf' THEN wrong_cpf_regions
      WHEN 'malformed telefone' THEN malformed_telefones
      WHEN 'telefone area code is not of uf' THEN wrong_area_codes
      WHEN 'malformed cep' THEN malformed_ceps
      WHEN 'cep is not of uf' THEN ceps_outside_state
      WHEN 'cep is not in endereco' THEN ceps_outside_endereco
      WHEN 'cep has another street or neighbourhood' THEN ambiguous_ceps
      WHEN 'cidade and uf are not in endereco' THEN cities_outside_endereco
      WHEN 'email is not on example.com, .org or .net' THEN other_email_domains
      WHEN 'under 18 on the day of criado_em' THEN minors
      WHEN 'criado_em is outside dt and hour' THEN outside_partition
    END AS violations
  FROM counted
  CROSS JOIN (
    VALUES
      (1, 'empty required value'),
      (2, 'duplicate id'),
      (3, 'duplicate cpf'),
      (4, 'duplicate email'),
      (5, 'duplicate telefone'),
      (6, 'malformed id (UUID version 7)'),
      (7, 'malformed cpf'),
      (8, 'wrong cpf check digits'),
      (9, 'cpf fiscal region is not that of uf'),
      (10, 'malformed telefone'),
      (11, 'telefone area code is not of uf'),
      (12, 'malformed cep'),
      (13, 'cep is not of uf'),
      (14, 'cep is not in endereco'),
      (15, 'cep has another street or neighbourhood'),
      (16, 'cidade and uf are not in endereco'),
      (17, 'email is not on example.com, .org or .net'),
      (18, 'under 18 on the day of criado_em'),
      (19, 'criado_em is outside dt and hour')
  ) AS rules (place, rule)
)
SELECT
  rule,
  rows_checked,
  violations,
  CASE WHEN violations = 0 THEN 'ok' ELSE 'FAIL' END AS ok
FROM report
ORDER BY place
