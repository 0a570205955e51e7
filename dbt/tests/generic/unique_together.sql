{#- No two rows have equal values in all of these columns. -#}
{% test unique_together(model, columns) %}
SELECT {{ columns | join(', ') }}, count(*) AS rows_in_all
FROM {{ model }}
GROUP BY {{ columns | join(', ') }}
HAVING count(*) > 1
{% endtest %}
