{#- The rounded shares add up to 100, with half a unit of the last digit for each row. -#}
{% test shares_of_100(model, by=none, half_unit='0.005') %}
SELECT {{ by ~ ', ' if by is not none }}sum(share_pct) AS total
FROM {{ model }}
{%- if by is not none %}
GROUP BY {{ by }}
{%- endif %}
HAVING abs(sum(share_pct) - 100) > {{ half_unit }} * count(*)
{% endtest %}
