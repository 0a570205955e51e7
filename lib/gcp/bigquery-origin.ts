/** The web origin of the REST API of BigQuery: https://cloud.google.com/bigquery/docs/reference/rest */
export const BIGQUERY_ORIGIN = 'https://bigquery.googleapis.com';
