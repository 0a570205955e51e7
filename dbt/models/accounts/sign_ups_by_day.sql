SELECT
  CAST(dt AS date) AS day,
  count(*) AS sign_ups
FROM {{ source('lake', 'bronze_fake_accounts') }}
GROUP BY dt
