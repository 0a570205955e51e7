-- name: podcasts-current
-- description: The shows as they were on the newest day in the lake
-- jobs: podcasts
-- Days are listed before the newest is taken: DuckDB 1.5 fails at max(dt) of a table that has one file.

WITH snapshots AS (
  SELECT DISTINCT dt
  FROM podcasts
),
newest AS (
  SELECT max(dt) AS dt
  FROM snapshots
)
SELECT podcasts.id, podcasts.name, podcasts.description, podcasts.total_episodes, podcasts.dt
FROM podcasts
JOIN newest ON podcasts.dt = newest.dt
ORDER BY podcasts.name, podcasts.id
