/** What Glue says of a table, as far as a catalog looks at it. The shapes are those of AWS. */
export interface GlueTable {
  readonly StorageDescriptor?: GlueDescriptor | undefined;
  readonly PartitionKeys?: readonly { readonly Name: string | undefined }[] | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
}

/** Columns, formats and place of a table; all but the place goes back to Glue as it came. */
export interface GlueDescriptor {
  readonly Location?: string | undefined;
}

/** A partition, as Glue is told of it. */
export interface GluePartition {
  /** The values of the partition columns: `['2026-11-20', '13']`. */
  readonly Values: string[];
  readonly StorageDescriptor: GlueDescriptor;
}

/** A partition that Glue did not make. */
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
}
