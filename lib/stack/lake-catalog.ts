import { Aws, Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import { glueTable } from './glue-table.ts';

/** What the database holds. */
export interface LakeCatalogProps {
  /** Where the hours land. */
  readonly bucket: Bucket;
  /** The jobs whose tables are declared. */
  readonly jobs: readonly Job[];
  /** Name of the database: lower-case letters, digits and underscores. Default: `hourlake`. */
  readonly database?: string | undefined;
  /**
   * First day of projected tables, `2026-01-01`. Default: none, the tables have the partitions that
   * are registered.
   */
  readonly projectedFrom?: string | undefined;
}

/** The Glue database, with a table for each job. */
export class LakeCatalog extends Construct {
  /** Name of the database. */
  readonly database: string;
  /** The tables, in the order of the jobs. */
  readonly tables: readonly CfnTable[];
  private readonly jobs: readonly Job[];
  private readonly projected: boolean;

  constructor(
    scope: Construct,
    id: string,
    { bucket, jobs, database = 'hourlake', projectedFrom }: LakeCatalogProps,
  ) {
    super(scope, id);
    this.database = database;
    this.jobs = jobs;
    this.projected = projectedFrom !== undefined;
    const { ref: databaseName } = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: database,
        description: 'Hourlake: the tables of the landing zone, one partition an hour',
      },
    });
    this.tables = jobs.map(
      (job) =>
        new CfnTable(this, `Table-${job.name}`, {
          catalogId: Aws.ACCOUNT_ID,
          databaseName,
          tableInput: glueTable(job.table, {
            location: bucket.s3UrlForObject(`${jobFolder(job)}/`),
            projectedFrom,
          }),
        }),
    );
  }

  /** Lets a role read the declaration of the tables, and tell of new partitions where they are registered. */
  grantRegister(role: IRole): Grant {
    const actions = ['glue:GetTable', ...(this.projected ? [] : ['glue:BatchCreatePartition'])];
    return Grant.addToPrincipal({ grantee: role, actions, resourceArns: this.arns() });
  }

  /** Lets a role keep the partitions as a crawler does: it may add and change them, and delete none. */
  grantCrawl(role: IRole): Grant {
    return Grant.addToPrincipal({
      grantee: role,
      actions: [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        // The crawler writes into the parameters of a table what it last saw of it.
        'glue:UpdateTable',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
        'glue:CreatePartition',
        'glue:BatchCreatePartition',
        'glue:UpdatePartition',
        'glue:BatchUpdatePartition',
      ],
      resourceArns: this.arns(),
    });
  }

  /** Glue asks for the right to the catalog and to the database of whatever an action touches. */
  private arns(): string[] {
    const stack = Stack.of(this);
    const names = this.jobs.map(({ table }) => table.name);
    return [
      stack.formatArn({ service: 'glue', resource: 'catalog' }),
      stack.formatArn({ service: 'glue', resource: 'database', resourceName: this.database }),
      ...names.map((name) =>
        stack.formatArn({
          service: 'glue',
          resource: 'table',
          resourceName: `${this.database}/${name}`,
        }),
      ),
    ];
  }
}
