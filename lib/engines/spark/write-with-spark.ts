import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interruptedQuery, type Statement } from '../statement.ts';
import { withPrivateFolder } from './private-folder.ts';
import { openResultFolder, type WrittenFiles } from './result-folder.ts';
import { resultStatement, type SparkFormat } from './result-statement.ts';
import { runSpark, type SparkInstallation, type SparkRunOptions } from './run-spark.ts';
import { noSpark, sparkFailure } from './spark-failure.ts';
import { propertiesFile, settingArguments } from './spark-settings.ts';
import { isUrl, sparkUrl } from './spark-sql.ts';

/** The tables that a statement reads, as Spark sees them. */
export interface SparkTables {
  /** The statements that make a view of each. */
  readonly views: readonly string[];
  /** Settings of Spark that must not be seen, because a password is in them. Default: none. */
  readonly secretSettings?: Readonly<Record<string, string>>;
}

/** What Spark is asked to write, and where. */
export interface SparkTask extends SparkFormat {
  readonly tables: SparkTables;
  /** Absolute path of a folder, or a URL such as `s3://bucket/folder`. It is empty or does not exist. */
  readonly place: string;
}

/** With what, and how, Spark is run. */
export interface SparkOptions extends SparkRunOptions {
  readonly spark: SparkInstallation;
  /** Absolute path of the folder for temporary files. */
  readonly temporaryFolder: string;
}

/**
 * Runs a statement in the user's own Spark, which writes the result into a folder: as many files as it
 * pleases, whose names are in the order of the rows. The folder stays empty, or absent, until the
 * result is whole.
 *
 * This is not an `Engine`, because no row passes through this process.
 *
 * @returns how much was written into a folder; `undefined` for a URL, which Spark alone writes to
 * @throws InputError when the folder is not empty or the settings are not allowed; InputError or
 *   QueryError when the statement is not one that only reads; QueryError when Spark is missing or
 *   fails; OutputError when the folder cannot be written. No message contains a value of a row.
 */
export async function writeWithSpark(
  statement: Statement,
  { place, tables, ...format }: SparkTask,
  { spark, temporaryFolder, ...watching }: SparkOptions,
): Promise<WrittenFiles | undefined> {
  const write = (location: string) =>
    withPrivateFolder(temporaryFolder, async (folder) => {
      const result = resultStatement(statement, { ...format, location });
      const args = await prepare(folder, [...tables.views, result], { spark, tables });
      await runToEnd(statement, spark, args, watching);
    });
  if (isUrl(place)) {
    await write(sparkUrl(place));
    return undefined;
  }
  const folder = await openResultFolder(place);
  try {
    await write(sparkUrl(folder.draft));
    return await folder.keep();
  } finally {
    await folder.discard();
  }
}

/** Writes the files that Spark reads, and returns its arguments. */
async function prepare(
  folder: string,
  statements: readonly string[],
  { spark, tables }: { readonly spark: SparkInstallation; readonly tables: SparkTables },
): Promise<string[]> {
  const script = join(folder, 'query.sql');
  const secrets = join(folder, 'secrets.properties');
  const settings = settingArguments(spark.settings ?? {}, join(folder, 'warehouse'));
  await writeFile(script, statements.map((each) => `${each};\n`).join(''), { mode: 0o600 });
  if (tables.secretSettings !== undefined) {
    await writeFile(secrets, propertiesFile(tables.secretSettings), { mode: 0o600 });
  }
  return [
    ...(spark.master === undefined ? [] : ['--master', spark.master]),
    // A file of properties takes the place of the configured defaults, unless these are asked for.
    ...(tables.secretSettings === undefined
      ? []
      : ['--properties-file', secrets, '--load-spark-defaults']),
    ...settings,
    '-f',
    script,
  ];
}

async function runToEnd(
  statement: Statement,
  spark: SparkInstallation,
  args: readonly string[],
  watching: SparkRunOptions,
): Promise<void> {
  const end = await runSpark(spark, args, watching).catch((error: unknown) => {
    throw noSpark(spark.program, error);
  });
  if (watching.signal?.aborted === true) throw interruptedQuery(statement, watching.signal.reason);
  if (end.code !== 0) throw sparkFailure(statement, end);
}
