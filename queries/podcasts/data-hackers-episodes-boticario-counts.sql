-- name: data-hackers-episodes-boticario-counts
-- description: How many episodes of Data Hackers have "Grupo Boticario" in their name, in their description, in either
-- jobs: data-hackers-episodes
-- Case and accents do not count. Letters with an accent are written by their code points, because a query is plain
-- ASCII, and so is the backslash of the pattern (92). An accent can also be a character of its own behind its letter:
-- the pattern allows marks (Unicode category M) behind each one. regexp_replace changes a text if it has the pattern.
-- The pattern stands here twice: DuckDB compiles a pattern that comes from another table again for each row.
-- Days are listed before the newest is taken: DuckDB 1.5 fails at max(dt) of a table that has one file.

WITH snapshots AS (
  SELECT DISTINCT dt
  FROM data_hackers_episodes
),
newest AS (
  SELECT max(dt) AS dt
  FROM snapshots
),
folding AS (
  SELECT
    chr(224) || chr(225) || chr(226) || chr(227) || chr(228) || chr(229)
      || chr(231)
      || chr(236) || chr(237) || chr(238) || chr(239)
      || chr(242) || chr(243) || chr(244) || chr(245) || chr(246)
      || chr(249) || chr(250) || chr(251) || chr(252) AS accented,
    'aaaaaaciiiiooooouuuu' AS plain
),
folded AS (
  SELECT
    episodes.id, episodes.name, episodes.description, episodes.release_date, episodes.duration_ms, episodes.language,
    episodes.explicit, episodes.type, episodes.dt,
    translate(lower(episodes.name), folding.accented, folding.plain) AS folded_name,
    translate(lower(episodes.description), folding.accented, folding.plain) AS folded_description
  FROM data_hackers_episodes AS episodes
  JOIN newest ON episodes.dt = newest.dt
  CROSS JOIN folding
),
judged AS (
  SELECT
    id, name, description, release_date, duration_ms, language, explicit, type, dt,
    regexp_replace(
      folded_name, replace('g*r*u*p*o* *b*o*t*i*c*a*r*i*o*', '*', chr(92) || 'p{M}*'), ''
    ) <> folded_name AS in_name,
    regexp_replace(
      folded_description, replace('g*r*u*p*o* *b*o*t*i*c*a*r*i*o*', '*', chr(92) || 'p{M}*'), ''
    ) <> folded_description AS in_description
  FROM folded
)
SELECT
  dt,
  count(*) AS episodes,
  count(CASE WHEN in_name THEN 1 END) AS in_name,
  count(CASE WHEN in_description THEN 1 END) AS in_description,
  count(CASE WHEN in_name OR in_description THEN 1 END) AS in_either
FROM judged
GROUP BY dt
ORDER BY dt
