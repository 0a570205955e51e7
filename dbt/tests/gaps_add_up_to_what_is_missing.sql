SELECT freshness.job, freshness.missing_periods, gaps.periods
FROM {{ ref('lake_freshness') }} AS freshness
LEFT JOIN (SELECT job, sum(periods) AS periods FROM {{ ref('lake_gaps') }} GROUP BY job) AS gaps
  ON gaps.job = freshness.job
WHERE freshness.missing_periods <> coalesce(gaps.periods, 0)
