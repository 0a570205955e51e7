-- name: data-hackers-episodes-changes
-- description: Which episodes of Data Hackers are new, gone or changed, from each day in the lake to the next one
-- jobs: data-hackers-episodes
-- Days that were lost are skipped: compared_with is the day before in the lake. The newest day comes first.

WITH snapshots AS (
  SELECT DISTINCT dt
  FROM data_hackers_episodes
),
pairs AS (
  SELECT dt, lag(dt) OVER (ORDER BY dt) AS dt_earlier
  FROM snapshots
),
earlier AS (
  SELECT
    pairs.dt, episodes.id, episodes.name, episodes.description, episodes.release_date, episodes.release_date_precision,
    episodes.duration_ms, episodes.language, episodes.languages, episodes.explicit, episodes.type
  FROM pairs
  JOIN data_hackers_episodes AS episodes ON episodes.dt = pairs.dt_earlier
),
later AS (
  SELECT
    pairs.dt, episodes.id, episodes.name, episodes.description, episodes.release_date, episodes.release_date_precision,
    episodes.duration_ms, episodes.language, episodes.languages, episodes.explicit, episodes.type
  FROM pairs
  JOIN data_hackers_episodes AS episodes ON episodes.dt = pairs.dt
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
      CASE WHEN later.release_date <> earlier.release_date THEN 'release_date' END,
      CASE WHEN later.release_date_precision <> earlier.release_date_precision THEN 'release_date_precision' END,
      CASE WHEN later.duration_ms <> earlier.duration_ms THEN 'duration_ms' END,
      CASE WHEN later.language IS DISTINCT FROM earlier.language THEN 'language' END,
      CASE WHEN later.languages IS DISTINCT FROM earlier.languages THEN 'languages' END,
      CASE WHEN later.explicit <> earlier.explicit THEN 'explicit' END,
      CASE WHEN later.type <> earlier.type THEN 'type' END
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
