-- name: podcasts-changes
-- description: Which shows are new, gone or changed, from each day in the lake to the next one, the newest first
-- jobs: podcasts
-- Days that were lost are skipped: compared_with is the day before in the lake. A show that is gone may only have left
-- the first 50 of the search.

WITH snapshots AS (
  SELECT DISTINCT dt
  FROM podcasts
),
pairs AS (
  SELECT dt, lag(dt) OVER (ORDER BY dt) AS dt_earlier
  FROM snapshots
),
earlier AS (
  SELECT pairs.dt, podcasts.id, podcasts.name, podcasts.description, podcasts.total_episodes
  FROM pairs
  JOIN podcasts ON podcasts.dt = pairs.dt_earlier
),
later AS (
  SELECT pairs.dt, podcasts.id, podcasts.name, podcasts.description, podcasts.total_episodes
  FROM pairs
  JOIN podcasts ON podcasts.dt = pairs.dt
  WHERE pairs.dt_earlier IS NOT NULL
),
compared AS (
  SELECT
    coalesce(later.dt, earlier.dt) AS dt,
    coalesce(later.id, earlier.id) AS id,
    coalesce(later.name, earlier.name) AS name,
    CASE WHEN earlier.id IS NULL THEN 'new' WHEN later.id IS NULL THEN 'gone' ELSE 'changed' END AS change,
    concat_ws(
      ', ',
      CASE WHEN later.name <> earlier.name THEN 'name' END,
      CASE WHEN later.description <> earlier.description THEN 'description' END,
      CASE WHEN later.total_episodes <> earlier.total_episodes THEN 'total_episodes' END
    ) AS columns_changed
  FROM earlier
  FULL OUTER JOIN later ON earlier.dt = later.dt AND earlier.id = later.id
)
SELECT
  compared.dt,
  pairs.dt_earlier AS compared_with,
  compared.change,
  CASE compared.change WHEN 'changed' THEN compared.columns_changed ELSE '' END AS columns_changed,
  compared.id,
  compared.name
FROM compared
JOIN pairs ON pairs.dt = compared.dt
WHERE compared.change <> 'changed' OR compared.columns_changed <> ''
ORDER BY compared.dt DESC, compared.change, compared.name, compared.id
