-- Accounts that were opened on each day.
SELECT day, sign_ups
FROM read_parquet('${gold}/sign_ups_by_day/sign_ups_by_day.parquet')
ORDER BY day
