import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, Grant, type IRole, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { LAKE_CONTEXT } from '../secrets/kms-key.ts';
import { butAdministrators } from './administrators.ts';
import type { DataRemoval } from './private-bucket.ts';

/** What the key wraps, and who may delete it. */
export interface BronzeKeyProps extends DataRemoval {
  /** URL of the lake, which the wrapped key is bound to: `s3://bucket`. */
  readonly lakeUrl: string;
  /** ARNs of those who may delete the key; `*` and `?` are wildcards. Default: the root user only. */
  readonly administrators?: readonly string[] | undefined;
}

/** Days in which a deletion can be cancelled: the longest that KMS offers. */
const PENDING_DAYS = 30;

/** Everything by which KMS uses a key on data. */
const USES = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** What makes the key unusable, for a time or for good. */
const ENDS = ['kms:DisableKey', 'kms:ScheduleKeyDeletion'];

/** What a run needs: to make the key of a new lake, and to open it later. */
const RUN_USES = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * The KMS key that wraps the key of the bronze layer, and can be used for nothing else: all requests,
 * those of administrators too, must have the encryption context of the lake. Objects are not encrypted
 * with it.
 */
export class BronzeKey extends Construct {
  /** The KMS key. */
  readonly key: Key;
  private readonly lakeUrl: string;

  constructor(
    scope: Construct,
    id: string,
    { lakeUrl, administrators, destroyData = false }: BronzeKeyProps,
  ) {
    super(scope, id);
    this.lakeUrl = lakeUrl;
    this.key = new Key(this, 'Key', {
      description: 'Hourlake: wraps the key of the bronze layer',
      alias: `alias/${Aws.STACK_NAME}-bronze`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(PENDING_DAYS),
      removalPolicy: destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    });
    this.deny('OnlyForThisLake', USES, {
      StringNotEquals: { [`kms:EncryptionContext:${LAKE_CONTEXT}`]: lakeUrl },
    });
    // Who asks for the data to be destroyed asks for the key as well.
    if (!destroyData)
      this.deny('OnlyAdministratorsDelete', ENDS, butAdministrators(administrators));
  }

  /** Allows a role to make the key of the bronze layer, and to open it. */
  grantUse(role: IRole): Grant {
    return Grant.addToPrincipal({
      grantee: role,
      actions: RUN_USES,
      resourceArns: [this.key.keyArn],
      conditions: {
        StringEquals: { [`kms:EncryptionContext:${LAKE_CONTEXT}`]: this.lakeUrl },
      },
    });
  }

  private deny(sid: string, actions: string[], conditions: Record<string, unknown>): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions,
        resources: ['*'],
        conditions,
      }),
    );
  }
}
