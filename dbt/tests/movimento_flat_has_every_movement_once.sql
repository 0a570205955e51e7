-- A movement whose card, account or member is not in the lake would be lost by the joins.
SELECT flat.movements, landed.movements AS landed_movements
FROM (SELECT count(*) AS movements FROM {{ ref('movimento_flat') }}) AS flat
CROSS JOIN (SELECT count(*) AS movements FROM {{ source('lake', 'movimento') }}) AS landed
WHERE flat.movements <> landed.movements
