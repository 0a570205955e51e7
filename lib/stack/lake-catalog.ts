import { Aws, Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Grant, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import { glueTable } from './glue-table.ts';

/** What the database contains. */
export interface LakeCatalogProps {
  /** The bucket in which periods land. */
  readonly bucket: Bucket;
  /** The jobs whose tables are declared. */
  readonly jobs: readonly Job[];
  /** Name of the database: lower-case letters, digits and underscores. Default: `hourlake`. */
  readonly database?: string | undefined;
  /**
   * First day of projected tables, `2026-01-01`. Tables of captured files are never projected.
   * Default: no projection, the tables have the partitions that are registered.
   */
  readonly projectedFrom?: string | undefined;
}

/** The Glue database, with one table for each job. */
export class LakeCatalog extends Construct {
  /** Name of the database. */
  readonly database: string;
  /** The tables, in the order of the jobs. */
  readonly tables: readonly CfnTable[];
  private readonly projected: boolean;

  constructor(
    scope: Construct,
    id: string,
    { bucket, jobs, database = 'hourlake', projectedFrom }: LakeCatalogProps,
  ) {
    super(scope, id);
    this.database = database;
    this.projected = projectedFrom !== undefined;
    const { ref: databaseName } = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: database,
        description: 'Hourlake: one table for each job, one partition for each period',
      },
    });
    this.tables = jobs.map(
      (job) =>
        new CfnTable(this, `Table-${job.name}`, {
          catalogId: Aws.ACCOUNT_ID,
          databaseName,
          tableInput: glueTable(job.table, {
            grain: job.grain,
            location: bucket.s3UrlForObject(`${jobFolder(job)}/`),
            projectedFrom,
          }),
        }),
    );
  }

  /**
   * Allows a role to read the tables of jobs, and to register partitions where they are not projected.
   *
   * @param jobs of the catalog
   */
  grantRegister(role: IRole, jobs: readonly Job[]): Grant {
    const read = Grant.addToPrincipal({
      grantee: role,
      actions: ['glue:GetTable'],
      resourceArns: this.arnsOf(jobs),
    });
    const registered = jobs.filter(({ grain }) => !this.projected || grain === 'file');
    if (registered.length === 0) return read;
    const register = Grant.addToPrincipal({
      grantee: role,
      actions: ['glue:BatchCreatePartition'],
      resourceArns: this.arnsOf(registered),
    });
    return read.combine(register);
  }

  /**
   * Allows a role to maintain partitions as a crawler does: to add and update them, not to delete any.
   *
   * @param jobs of the catalog
   */
  grantCrawl(role: IRole, jobs: readonly Job[]): Grant {
    return Grant.addToPrincipal({
      grantee: role,
      actions: [
        'glue:GetDatabase',
        'glue:GetTable',
        'glue:GetTables',
        // The crawler stores in the parameters of a table what it saw last.
        'glue:UpdateTable',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:BatchGetPartition',
        'glue:CreatePartition',
        'glue:BatchCreatePartition',
        'glue:UpdatePartition',
        'glue:BatchUpdatePartition',
      ],
      resourceArns: this.arnsOf(jobs),
    });
  }

  /**
   * What a policy needs so that Athena finds the tables of jobs, and their partitions.
   *
   * @param jobs of the catalog
   */
  readStatement(jobs: readonly Job[]): PolicyStatement {
    return new PolicyStatement({
      actions: [
        'glue:BatchGetPartition',
        'glue:GetDatabase',
        'glue:GetPartition',
        'glue:GetPartitions',
        'glue:GetTable',
        'glue:GetTables',
      ],
      resources: this.arnsOf(jobs),
    });
  }

  /** For an action on a table, Glue also requires the permission on its database and the catalog. */
  private arnsOf(jobs: readonly Job[]): string[] {
    const stack = Stack.of(this);
    return [
      stack.formatArn({ service: 'glue', resource: 'catalog' }),
      stack.formatArn({ service: 'glue', resource: 'database', resourceName: this.database }),
      ...jobs.map(({ table }) =>
        stack.formatArn({
          service: 'glue',
          resource: 'table',
          resourceName: `${this.database}/${table.name}`,
        }),
      ),
    ];
  }
}
