import { QueryError } from '../../errors.ts';
import { placeOf, type Statement, subjectOf } from '../statement.ts';
import type { SparkEnd } from './run-spark.ts';

/** What is known of a failure, without any value of a row. */
interface Reason {
  /** Error class of Spark, such as `UNRESOLVED_COLUMN.WITH_SUGGESTION`; `''` when it has none. */
  readonly errorClass: string;
  /** What was wrong with the text, where the error is about the text; else `''`. */
  readonly detail: string;
  /** Classes of the exceptions of Java, the cause of all last. */
  readonly exceptions: readonly string[];
}

const ERROR_JSON = /^\{\s*"errorClass"[\s\S]*?^\}/gm;

const EXCEPTION =
  /^(?:.*\()?(?:Caused by: |Exception in thread "[^"]*" )?((?:[a-z][\w]*\.)+[A-Z][\w$]*(?:Exception|Error))\b/gm;

/** SQLSTATE of errors that are found in the text, before any row is read. */
const OF_THE_TEXT = /^42/;

/** Signs of a failure, in any part of what Spark printed, and what to do about it. */
const ADVICE: readonly (readonly [sign: RegExp, advice: string])[] = [
  [
    /JAVA_HOME is not set|java: (command )?not found|UnsupportedClassVersionError|\/java: No such file/,
    'Install Java 17 or newer, and set JAVA_HOME to its folder.',
  ],
  [
    /S3AFileSystem not found|No FileSystem for scheme "?s3a/,
    'Spark needs the connector of Hadoop for S3: set spark.jars.packages to org.apache.hadoop:hadoop-aws in the version of Hadoop that Spark comes with, such as org.apache.hadoop:hadoop-aws:3.4.2.',
  ],
  [
    /PLUGIN_CLASS_NOT_FOUND|ClassNotFoundException: org\.postgresql/,
    'Spark needs the driver of PostgreSQL: set spark.jars.packages to org.postgresql:postgresql:42.7.8, or spark.jars to the path of its file.',
  ],
  [
    /FAILED_JDBC|org\.postgresql\.util\.PSQLException/,
    'Spark could not read from the database. Check its URL, the password, and that every machine of Spark reaches it.',
  ],
  [
    /allowNonEmptyLocationInCTAS/,
    'The place of the result is not empty. Name another one, or remove what is in it.',
  ],
  [/No space left on device/, 'A disk is full: free some room, or set spark.local.dir.'],
  [
    /OutOfMemoryError/,
    'Give Spark more memory: set spark.driver.memory, and spark.executor.memory on a cluster.',
  ],
  [
    /All masters are unresponsive|Could not parse Master URL/,
    'Check the URL of the cluster, and that it is reachable.',
  ],
  [
    /FAILED_READ_FILE|is not a Parquet file/,
    'Run "hourlake doctor" to find the corrupt files, and what to do about them.',
  ],
];

/**
 * The error of a run of Spark that failed. It names Spark's error class and the classes of Java's
 * exceptions. Their messages may quote values of rows, so they are left out, except where the error is
 * in the text of the statement.
 */
export function sparkFailure(statement: Statement, { code, said }: SparkEnd): QueryError {
  const reason = reasonOf(said);
  const advice = ADVICE.find(([sign]) => sign.test(said))?.[1];
  return new QueryError({
    failed: `Spark could not run ${subjectOf(statement)}`,
    got: wordsOfReason(reason) || (code === null ? 'a signal ended it' : `exit code ${code}`),
    advice:
      advice ??
      (reason.errorClass === ''
        ? 'Run "spark-sql --version" to see whether Spark works on this machine.'
        : `Correct ${placeOf(statement)}, or run it again.`),
  });
}

/** The error of a Spark that cannot be started. */
export function noSpark(program: string, cause: unknown): QueryError {
  return new QueryError(
    {
      expected: 'Spark 4 on this machine',
      got: `no program ${JSON.stringify(program)} that can be started`,
      advice:
        'Install Spark from https://spark.apache.org/downloads.html and set SPARK_HOME to its folder. Or run "pip install pyspark" and set SPARK_HOME to the folder of the package. Either needs Java 17 or newer.',
    },
    { cause },
  );
}

function wordsOfReason({ errorClass, detail, exceptions }: Reason): string {
  const cause = exceptions.at(-1);
  return [
    ...(errorClass === '' ? [] : [`[${errorClass}]${detail === '' ? '' : ` ${detail}`}`]),
    ...(cause === undefined || detail !== '' ? [] : [cause]),
  ].join(', ');
}

function reasonOf(said: string): Reason {
  const exceptions = [...said.matchAll(EXCEPTION)].map(([, name = '']) => name);
  const json = said.match(ERROR_JSON)?.at(-1);
  const error = json === undefined ? undefined : parsed(json);
  const errorClass = textOf(error, 'errorClass');
  if (!/^\w+(\.\w+)*$/.test(errorClass)) return { errorClass: '', detail: '', exceptions };
  const detail = OF_THE_TEXT.test(textOf(error, 'sqlState'))
    ? detailOf(fieldOf(error, 'messageParameters'))
    : '';
  return { errorClass, detail, exceptions };
}

/** The facts of an error in the text, by Spark's names for them: ``objectName `nothing` ``. */
function detailOf(parameters: unknown): string {
  if (typeof parameters !== 'object' || parameters === null) return '';
  return Object.entries(parameters)
    .filter(([, value]) => typeof value === 'string' && value !== '')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown, field: string): string {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : '';
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
