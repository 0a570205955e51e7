import { join } from 'node:path';
import { sparkFormats } from '../lib/engines/spark/result-statement.ts';
import type { SparkInstallation } from '../lib/engines/spark/run-spark.ts';
import { isUrl } from '../lib/engines/spark/spark-sql.ts';
import { writeWithSpark } from '../lib/engines/spark/write-with-spark.ts';
import type { Statement } from '../lib/engines/statement.ts';
import { InputError } from '../lib/errors.ts';
import type { Context } from './context.ts';
import type { EngineOptions } from './open/open-engine.ts';
import { openSparkTables } from './open/open-spark-tables.ts';
import { type CsvOptions, csvStyleOf } from './options/csv-options.ts';
import type { SparkCommandOptions } from './options/spark-options.ts';
import { counted, inBytes } from './terminal/numbers.ts';
import { showSparkProgress } from './terminal/spark-progress.ts';

/** The options of a query that Spark answers. */
export interface QueryInSparkOptions extends EngineOptions, CsvOptions, SparkCommandOptions {
  /** Default: CSV. */
  readonly format?: string;
  readonly out?: string;
}

/**
 * Lets Spark write the result of a statement into a folder, and prints how much it is.
 *
 * @throws InputError when the options do not fit Spark.
 */
export async function queryInSpark(
  context: Context,
  statement: Statement,
  { out, ...options }: QueryInSparkOptions,
): Promise<void> {
  const format = formatOf(options.format);
  const { separator, byteOrderMark } = csvStyleOf(options, format);
  if (out === undefined || byteOrderMark === true) throw misfit(out);
  const place = isUrl(out) ? out : context.resolvePath(out);
  const name = statement.name ?? 'query';
  const { tables, close } = await openSparkTables(context, statement, options);
  const progress = showSparkProgress(context.progress, name);
  try {
    const written = await writeWithSpark(
      statement,
      { tables, place, format, ...(separator === undefined ? {} : { separator }) },
      {
        spark: installationOf(context, options),
        temporaryFolder: context.temporaryFolder(),
        signal: context.signal,
        onProgress: progress.update,
      },
    );
    progress.stop();
    const amount =
      written === undefined
        ? 'written to'
        : `${counted(written.files, 'file')}, ${inBytes(written.bytes)} in`;
    await context.print(`${name}: ${amount} ${out}\n`);
  } finally {
    progress.stop();
    await close();
  }
}

function formatOf(format = 'csv'): (typeof sparkFormats)[number] {
  const known = sparkFormats.find((each) => each === format);
  if (known !== undefined) return known;
  throw new InputError({
    expected: '--format csv or --format parquet with --engine spark',
    got: `--format ${format}`,
    advice: 'Leave --format out for CSV.',
  });
}

function misfit(out: string | undefined): InputError {
  return out === undefined
    ? new InputError({
        expected: '--out with --engine spark, such as --out ./result',
        got: 'none',
        advice: 'Name a folder that is empty or does not exist: Spark writes into it.',
      })
    : new InputError({
        expected: 'no --csv-bom with --engine spark',
        got: '--csv-bom',
        advice: 'Leave it out: the result is several files, to be read one after the other.',
      });
}

function installationOf(
  { environment, resolvePath }: Context,
  { sparkHome, master, sparkConf }: SparkCommandOptions,
): SparkInstallation {
  const home = sparkHome === undefined ? undefined : resolvePath(sparkHome);
  return {
    program: home === undefined ? 'spark-sql' : join(home, 'bin', 'spark-sql'),
    environment: { ...environment, ...(home === undefined ? {} : { SPARK_HOME: home }) },
    ...(master === undefined ? {} : { master }),
    ...(sparkConf === undefined ? {} : { settings: sparkConf }),
  };
}
