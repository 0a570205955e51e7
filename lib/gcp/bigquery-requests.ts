/** What is asked of BigQuery about one dataset. Every call throws a DatabaseError or a SchemaError. */
export interface BigQueryRequests {
  /** Ids of the tables of the dataset, in the order of BigQuery. Views are left out. */
  listTables(): Promise<readonly string[]>;
  /** A table as the REST API describes it: https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#Table */
  getTable(id: string): Promise<unknown>;
}
