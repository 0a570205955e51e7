{#-
  A table by day has the days of a job that have rows, and as many rows of each as have landed. An incremental table may have
  older days too, which have expired in the lake.
-#}
{% test sums_as_landed(model, job, day, row_count, keeps_expired=false) %}
SELECT coalesce(summed.{{ day }}, landed.day_of_lake) AS wrong_day, summed.row_count, landed.row_count AS landed_rows
FROM (SELECT {{ day }}, sum({{ row_count }}) AS row_count FROM {{ model }} GROUP BY {{ day }}) AS summed
FULL JOIN (
  SELECT CAST(period_start AS date) AS day_of_lake, row_count
  FROM {{ ref('lake_periods') }}
  WHERE job = '{{ job }}' AND row_count > 0
) AS landed ON summed.{{ day }} = landed.day_of_lake
WHERE summed.row_count IS DISTINCT FROM landed.row_count
{%- if keeps_expired %}
  AND landed.day_of_lake IS NOT NULL
{%- endif %}
{% endtest %}
