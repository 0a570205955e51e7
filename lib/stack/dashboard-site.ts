import { Stack, Validations } from 'aws-cdk-lib';
import {
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeObjects, type DataRemoval, privateBucket } from './private-bucket.ts';

/** Where the site logs who reads its bucket. */
export interface DashboardSiteProps extends DataRemoval {
  /** The bucket for access logs. */
  readonly accessLogs: IBucket;
}

/**
 * The page of a folder is its `index.html`, which a bucket that is not a website does not know. Runs in
 * CloudFront, before its cache.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export const INDEX_OF_FOLDER = `function handler(event) {
  var request = event.request;
  var name = request.uri.split('/').pop();
  if (name === '') request.uri += 'index.html';
  else if (!name.includes('.')) request.uri += '/index.html';
  return request;
}`;

/** The static files of the dashboard in a private bucket, which CloudFront serves by HTTPS to everybody. */
export class DashboardSite extends Construct {
  /** The bucket of the files. */
  readonly bucket: Bucket;
  /** What serves them. */
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, { accessLogs, destroyData }: DashboardSiteProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket({ destroyData }),
      serverAccessLogsBucket: accessLogs,
      serverAccessLogsPrefix: 'dashboard/',
    });
    const index = new EdgeFunction(this, 'Index', {
      comment: 'The page of a folder is its index.html',
      code: FunctionCode.fromInline(INDEX_OF_FOLDER),
      runtime: FunctionRuntime.JS_2_0,
    });
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Dashboard of the lake',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: {
        // The class and the interface of the CDK differ in an `undefined`.
        origin: S3BucketOrigin.withOriginAccessControl(this.bucket as IBucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: ResponseHeadersPolicy.SECURITY_HEADERS,
        functionAssociations: [{ function: index, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
    });
    acknowledge(this.distribution, {
      CFR1: 'The pages are public: they hold counts and sums, and no value of a person.',
      CFR2: 'The files are static and public: there is nothing behind them that a firewall could protect.',
      CFR3: 'The bucket has access logs. Those of CloudFront would hold addresses of readers, and nobody needs them.',
      CFR4: 'A distribution under its own name at cloudfront.net has no other choice. CloudFront refuses SSLv3 and TLS 1.0 only under a certificate of your own.',
    });
  }

  /** The URL of the first page. */
  get url(): string {
    return `https://${this.distribution.distributionDomainName}/`;
  }

  /** Allows a role to replace the files, and to make CloudFront forget the older ones. */
  grantPublish(role: IRole): Grant {
    acknowledgeObjects(role, this.bucket, '*', 'each build of the site has others');
    const list = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
    });
    const replace = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:PutObject', 's3:DeleteObject'],
      resourceArns: [this.bucket.arnForObjects('*')],
    });
    const forget = Grant.addToPrincipal({
      grantee: role,
      actions: ['cloudfront:CreateInvalidation'],
      resourceArns: [
        Stack.of(this).formatArn({
          service: 'cloudfront',
          region: '',
          resource: 'distribution',
          resourceName: this.distribution.distributionId,
        }),
      ],
    });
    return list.combine(replace).combine(forget);
  }
}

function acknowledge(distribution: Distribution, reasons: Readonly<Record<string, string>>): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    Validations.of(distribution).acknowledge({ id: `AwsSolutions-${rule}`, reason });
  }
}
