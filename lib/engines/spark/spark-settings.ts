import { InputError } from '../../errors.ts';

/**
 * Settings of Spark under which a text means what it means in the other engines: UTC, timestamps
 * without a time zone, partition columns as text, names in double quotes, nothing replaced in the text
 * and no file read but those of the views. https://spark.apache.org/docs/latest/configuration.html
 */
const SETTINGS: Readonly<Record<string, string>> = {
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.timestampType': 'TIMESTAMP_NTZ',
  'spark.sql.sources.partitionColumnTypeInference.enabled': 'false',
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.ansi.doubleQuotedIdentifiers': 'true',
  'spark.sql.ansi.enforceReservedKeywords': 'false',
  'spark.sql.caseSensitive': 'false',
  'spark.sql.parser.escapedStringLiterals': 'false',
  'spark.sql.variable.substitute': 'false',
  'spark.sql.runSQLOnFiles': 'false',
  'spark.sql.catalogImplementation': 'in-memory',
  'spark.sql.legacy.allowNonEmptyLocationInCTAS': 'false',
  'spark.sql.error.messageFormat': 'MINIMAL',
  'spark.ui.showConsoleProgress': 'true',
};

/** Where an in-memory catalog would keep tables that have no location. */
const WAREHOUSE = 'spark.sql.warehouse.dir';

/**
 * The arguments of `spark-sql` that settings become: those of the user first.
 *
 * @param settings of the user, by name
 * @param warehouse absolute path of a folder for tables, of which there are none
 * @throws InputError when the user sets what decides the meaning of a text.
 * @example
 * settingArguments({ 'spark.executor.memory': '8g' }, 'work').slice(0, 2) // => ['--conf', 'spark.executor.memory=8g']
 */
export function settingArguments(
  settings: Readonly<Record<string, string>>,
  warehouse: string,
): string[] {
  const own = { ...SETTINGS, [WAREHOUSE]: warehouse };
  const taken = Object.keys(settings).find((name) => Object.hasOwn(own, name));
  if (taken !== undefined) {
    throw new InputError({
      expected: 'settings of Spark that do not change what a query means',
      got: taken,
      advice: 'Leave it out: it has the same value in every run, so that all engines agree.',
    });
  }
  return Object.entries({ ...settings, ...own }).flatMap(([name, value]) => [
    '--conf',
    `${name}=${value}`,
  ]);
}

/**
 * Settings as a file of properties, which is in ISO 8859-1 with escapes.
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 *
 * @example
 * propertiesFile({ 'spark.a': ' b\\c' }) // => 'spark.a=\\u0020b\\\\c\n'
 */
export function propertiesFile(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${escaped(value)}\n`)
    .join('');
}

function escaped(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(/[^\x21-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
