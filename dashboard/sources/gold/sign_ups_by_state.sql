-- Accounts that were opened in each state.
SELECT uf, sign_ups, share_pct
FROM read_parquet('${gold}/sign_ups_by_state/sign_ups_by_state.parquet')
ORDER BY uf
