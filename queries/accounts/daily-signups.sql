-- name: daily-signups
-- description: How many accounts signed up each day, with the seven-day average and the running total
-- jobs: fake-accounts
-- The average covers the seven calendar days that end on the day (a RANGE of days, not of rows). A day that is not in
-- the lake is a gap, not a day without sign-ups: it is left out of the average instead of counting as zero.
-- hours_landed shows which days are incomplete, such as the newest one: they lower the average.

WITH per_day AS (
  SELECT
    CAST(dt AS date) AS day_of_lake,
    dt,
    count(DISTINCT hour) AS hours_landed,
    count(*) AS accounts
  FROM fake_accounts
  GROUP BY dt
)
SELECT
  dt,
  hours_landed,
  accounts,
  CAST(
    round(
      avg(accounts) OVER (
        ORDER BY day_of_lake
        RANGE BETWEEN INTERVAL '6' DAY PRECEDING AND CURRENT ROW
      ),
      1
    ) AS decimal(18, 1)
  ) AS average_7_days,
  CAST(sum(accounts) OVER (ORDER BY day_of_lake) AS bigint) AS total_so_far
FROM per_day
ORDER BY dt DESC
