/** What Glue says of a table, as far as a catalog looks at it. The shapes are those of AWS. */
export interface GlueTable {
  readonly Name?: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly Description?: string | undefined;
  readonly StorageDescriptor?: GlueDescriptor | undefined;
  readonly PartitionKeys?: readonly GlueColumn[] | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
}

/** A column of a table, with its type in the words of Hive. */
export interface GlueColumn {
  readonly Name: string | undefined;
  readonly Type?: string | undefined;
  readonly Comment?: string | undefined;
}

/** Columns, formats and place of a table; all but the place goes back to Glue as it came. */
export interface GlueDescriptor {
  readonly Columns?: GlueColumn[] | undefined;
  readonly Location?: string | undefined;
}

/** A partition, as Glue is told of it. */
export interface GluePartition {
  /** The values of the partition columns: `['2026-11-20', '13']`. */
  readonly Values: string[];
  readonly StorageDescriptor: GlueDescriptor;
}

/** A page of the partitions of a table, and the token of the next page. */
export interface GluePage {
  readonly Partitions?:
    | readonly {
        readonly Values?: string[] | undefined;
        readonly StorageDescriptor?: GlueDescriptor | undefined;
      }[]
    | undefined;
  readonly NextToken?: string | undefined;
}

/** A partition that Glue did not make, or did not forget. */
export interface GluePartitionError {
  readonly PartitionValues?: string[] | undefined;
  readonly ErrorDetail?:
    | { readonly ErrorCode?: string | undefined; readonly ErrorMessage?: string | undefined }
    | undefined;
}

/** What is asked of Glue about one table. Every call throws what the SDK does, its retries included. */
export interface GlueRequests {
  getTable(): Promise<GlueTable | undefined>;
  /**
   * Gives the partitions that were not made, those that are there already among them.
   *
   * @param partitions 100 at the most
   */
  createPartitions(partitions: readonly GluePartition[]): Promise<readonly GluePartitionError[]>;
  /** @param token of the page before; `undefined` for the first one */
  getPartitions(token: string | undefined): Promise<GluePage>;
  /**
   * Gives the partitions that were not forgotten, those that were not there among them.
   *
   * @param values of the partition columns of each: 25 at the most
   */
  deletePartitions(values: readonly string[][]): Promise<readonly GluePartitionError[]>;
}
