import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { answerableQueries, type SavedQuery } from '../engines/saved-query.ts';
import type { Job } from '../model/job.ts';
import { AnalystAccess } from './analyst-access.ts';
import { AthenaWorkgroup } from './athena-workgroup.ts';
import { BronzeKey } from './bronze-key.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import type { LandingZone } from './landing-zone.ts';
import type { DataRemoval } from './private-bucket.ts';

/** What the bronze layer is made from, and who may do what with it. */
export interface BronzeLayerProps extends DataRemoval {
  readonly landingZone: LandingZone;
  readonly catalog: LakeCatalog;
  /** The workgroup of those who may query everything. Analysts get another one in its bucket. */
  readonly athena: AthenaWorkgroup;
  /** The jobs of the layer; at least one. */
  readonly jobs: readonly Job[];
  /** Those that read only tables of the layer become named queries of the analysts. */
  readonly queries: readonly SavedQuery[];
  /** ARNs of those who may delete the key. Default: the root user only. */
  readonly administrators?: readonly string[] | undefined;
  /** Name of the workgroup of analysts. Default: that of the other one, and `-analysts`. */
  readonly analystWorkgroup?: string | undefined;
  /** GiB that a query of theirs may scan. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
}

/** The key of the bronze layer, and the access of those who query it. Its objects lie in the landing zone. */
export class BronzeLayer extends Construct {
  /** The KMS key; `undefined` where no job of the layer needs a key. */
  readonly key: BronzeKey | undefined;
  /** The workgroup of the analysts. */
  readonly workgroup: AthenaWorkgroup;
  /** What analysts may do. */
  readonly access: AnalystAccess;
  private readonly landingZone: LandingZone;

  constructor(
    scope: Construct,
    id: string,
    {
      landingZone,
      catalog,
      athena,
      jobs,
      queries,
      administrators,
      analystWorkgroup,
      scanLimitGiB,
      destroyData = false,
    }: BronzeLayerProps,
  ) {
    super(scope, id);
    this.landingZone = landingZone;
    if (jobs.some(({ key }) => key !== undefined)) {
      const lakeUrl = landingZone.bucket.s3UrlForObject();
      this.key = new BronzeKey(this, 'Key', { lakeUrl, administrators, destroyData });
      // A denial would keep the function of the CDK from emptying the bucket.
      if (!destroyData) landingZone.guardKeys(administrators);
    }
    this.workgroup = new AthenaWorkgroup(this, 'Analysts', {
      database: catalog.database,
      queries: answerableQueries(queries, jobs),
      accessLogs: landingZone.logs,
      results: athena.results,
      resultsPrefix: 'analysts/',
      name: analystWorkgroup ?? `${athena.workgroupName}-analysts`,
      scanLimitGiB,
    });
    const { workgroup } = this;
    const { bucket } = landingZone;
    this.access = new AnalystAccess(this, 'Access', { bucket, catalog, workgroup, jobs });
  }

  /** Where a run finds the key, as `--key` takes it; `undefined` where no job needs one. */
  get keyReference(): string | undefined {
    return this.key && `kms:${this.key.key.keyArn}`;
  }

  /** Allows a role to make the key of a new lake, and to protect values with it. */
  grantProtect(role: IRole): void {
    if (this.key === undefined) return;
    this.landingZone.grantKeepKey(role);
    this.key.grantUse(role);
  }
}
