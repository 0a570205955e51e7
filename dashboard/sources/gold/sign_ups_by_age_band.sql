-- Accounts that were opened in each age band.
SELECT band, sign_ups, share_pct
FROM read_parquet('${gold}/sign_ups_by_age_band/sign_ups_by_age_band.parquet')
ORDER BY band
