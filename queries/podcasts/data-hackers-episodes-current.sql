-- name: data-hackers-episodes-current
-- description: The episodes of Data Hackers as they were on the newest day in the lake, the newest release first
-- jobs: data-hackers-episodes
-- released_on is the first day that release_date can mean: 2019 and 2019-05 have no day.
-- Days are listed before the newest is taken: DuckDB 1.5 fails at max(dt) of a table that has one file.

WITH snapshots AS (
  SELECT DISTINCT dt
  FROM data_hackers_episodes
),
newest AS (
  SELECT max(dt) AS dt
  FROM snapshots
),
episodes AS (
  SELECT
    data_hackers_episodes.id,
    data_hackers_episodes.name,
    data_hackers_episodes.description,
    data_hackers_episodes.release_date,
    data_hackers_episodes.release_date_precision,
    try_cast(
      CASE data_hackers_episodes.release_date_precision
        WHEN 'year' THEN data_hackers_episodes.release_date || '-01-01'
        WHEN 'month' THEN data_hackers_episodes.release_date || '-01'
        ELSE data_hackers_episodes.release_date
      END AS date
    ) AS released_on,
    data_hackers_episodes.duration_ms,
    data_hackers_episodes.language,
    data_hackers_episodes.languages,
    data_hackers_episodes.explicit,
    data_hackers_episodes.type,
    data_hackers_episodes.dt
  FROM data_hackers_episodes
  JOIN newest ON data_hackers_episodes.dt = newest.dt
)
SELECT
  id, name, description, release_date, release_date_precision, released_on, duration_ms, language, languages, explicit,
  type, dt
FROM episodes
ORDER BY release_date DESC, id
