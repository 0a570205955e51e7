/** A query that is deployed in a workgroup. The shapes are those of AWS. */
export interface AthenaNamedQuery {
  readonly Name?: string | undefined;
  readonly Database?: string | undefined;
  readonly QueryString?: string | undefined;
}

/** A page of the ids of deployed queries, and the token of the next page. */
export interface AthenaNamedQueryPage {
  readonly NamedQueryIds?: readonly string[] | undefined;
  readonly NextToken?: string | undefined;
}

/** How far a query is, or how it ended. */
export interface AthenaExecution {
  readonly StatementType?: string | undefined;
  readonly Status?:
    | {
        readonly State?: string | undefined;
        readonly StateChangeReason?: string | undefined;
        readonly AthenaError?: { readonly Retryable?: boolean | undefined } | undefined;
      }
    | undefined;
  readonly Statistics?:
    | {
        readonly DataScannedInBytes?: number | undefined;
        readonly TotalExecutionTimeInMillis?: number | undefined;
      }
    | undefined;
}

/** A page of a result, and the token of the next page. */
export interface AthenaResultPage {
  readonly ResultSet?:
    | {
        readonly Rows?: readonly AthenaRow[] | undefined;
        readonly ResultSetMetadata?:
          | { readonly ColumnInfo?: readonly AthenaColumn[] | undefined }
          | undefined;
      }
    | undefined;
  readonly NextToken?: string | undefined;
}

/** A row: values as text, and without text for NULL. */
export interface AthenaRow {
  readonly Data?: readonly { readonly VarCharValue?: string | undefined }[] | undefined;
}

/** A column of a result. */
export interface AthenaColumn {
  readonly Name?: string | undefined;
  /** As Athena names it: `bigint`. */
  readonly Type?: string | undefined;
}

/** A text to run, and the database that its tables are in. */
export interface AthenaStart {
  readonly sql: string;
  readonly database: string;
}

/**
 * What is asked of Athena in one workgroup. Every call throws what the SDK throws, after its own
 * retries; a call with a signal throws when that is aborted.
 */
export interface AthenaRequests {
  /** @param token of the page before; `undefined` for the first one */
  listNamedQueries(
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AthenaNamedQueryPage>;

  /** @param ids at most 50 */
  getNamedQueries(
    ids: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<readonly AthenaNamedQuery[]>;

  /**
   * Starts a query, once, however often the call is retried.
   *
   * @returns its id
   */
  startQuery(start: AthenaStart): Promise<string>;

  getQuery(id: string, signal: AbortSignal | undefined): Promise<AthenaExecution>;

  /** @param token of the page before; `undefined` for the first one */
  getResults(
    id: string,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AthenaResultPage>;

  stopQuery(id: string): Promise<void>;

  close(): void;
}
