/**
 * A name in the SQL of Spark: of a table or a column.
 *
 * @example
 * sparkName('a`b') // => '`a``b`'
 */
export function sparkName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/**
 * A text in the SQL of Spark, in which a backslash escapes. Line feeds are escaped because `spark-sql`
 * drops every line of a script that begins with two hyphens, also within a text.
 *
 * @example
 * sparkText("it's") // => "'it\\'s'"
 */
export function sparkText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `'${escaped}'`;
}

/**
 * The options of a data source.
 *
 * @example
 * sparkOptions({ header: 'true' }) // => "OPTIONS (`header` 'true')"
 */
export function sparkOptions(options: Readonly<Record<string, string>>): string {
  const parts = Object.entries(options).map(
    ([name, value]) => `${sparkName(name)} ${sparkText(value)}`,
  );
  return `OPTIONS (${parts.join(', ')})`;
}

/** At least two letters: the drive letter of a Windows path is not a scheme. */
const SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

/**
 * Whether a place is a URL, of a bucket or of the file system of a cluster, and not a path.
 *
 * @example
 * isUrl('hdfs://host/results') // => true
 */
export function isUrl(place: string): boolean {
  return SCHEME.test(place);
}

/**
 * A path or URL in the form in which Spark reads it: with a scheme, because a cluster may take a bare
 * path for one of HDFS, and with the connector of Hadoop for S3.
 *
 * @param place an absolute path, or a URL
 * @example
 * sparkUrl('/data/lake') // => 'file:///data/lake'
 * sparkUrl('s3://my-lake/tests') // => 's3a://my-lake/tests'
 */
export function sparkUrl(place: string): string {
  if (!isUrl(place)) return `file://${place}`;
  return place.replace(/^s3:/i, 's3a:');
}
