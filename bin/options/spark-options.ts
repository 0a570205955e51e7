import { InvalidArgumentError, Option } from 'commander';
import { environment } from './environment.ts';
import { named } from './parse-text.ts';

/** The options of `--engine spark`. */
export interface SparkCommandOptions {
  /** Folder of Spark. Default: `spark-sql` is looked up on the PATH. */
  readonly sparkHome?: string;
  /** Default: what Spark is configured for. */
  readonly master?: string;
  /** Settings of Spark, by name. */
  readonly sparkConf?: Readonly<Record<string, string>>;
}

/** `--spark-home`, `--master` and `--spark-conf` */
export function sparkOptions(): Option[] {
  return [
    new Option('--spark-home <folder>', 'where Spark is (default: spark-sql on the PATH)')
      .env(environment.sparkHome)
      .argParser((text) => named('the folder of Spark, such as /opt/spark', text)),
    new Option(
      '--master <url>',
      'cluster that Spark runs on, such as yarn (default: as Spark is configured)',
    ).argParser((text) => named('a master of Spark, such as local[4] or yarn', text)),
    new Option(
      '--spark-conf <key=value>',
      'setting of Spark, such as spark.driver.memory=8g; repeatable',
    ).argParser(parseSetting),
  ];
}

function parseSetting(
  text: string,
  earlier: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, name, value] = /^(spark\.[^\s=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return { ...earlier, [name]: value };
  throw new InvalidArgumentError(
    `Expected a setting of Spark such as spark.driver.memory=8g, got ${JSON.stringify(text.split('=')[0])}. Spark ignores settings whose name does not begin with spark.`,
  );
}
