import type { Table } from '../../model/table.ts';
import { sparkName } from './spark-sql.ts';

/** A PostgreSQL database as Spark reaches it. */
export interface SparkDatabase {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The schema of the tables. */
  readonly schema: string;
  readonly user: string;
  /** Default: none is needed. */
  readonly password?: string | undefined;
  /** Parameters of the driver, such as `sslmode`. Default: none. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Name of the catalog of Spark that has the tables of the database. */
const CATALOG = 'hourlake_database';

/** Rows that the driver reads at a time: without it, all rows of a table are in memory at once. */
const FETCH_SIZE = '10000';

/**
 * The settings of Spark that make a catalog of a database. They contain the password, so they belong
 * into a file that only its owner can read: not into a statement, which Spark shows and logs, nor onto
 * a command line.
 *
 * PostgreSQL only reads: what it would compute, such as an order of texts by its own collation, may
 * differ from what the other engines compute.
 */
export function databaseSettings(database: SparkDatabase): Readonly<Record<string, string>> {
  const { user, password } = database;
  const options = {
    url: jdbcUrl(database),
    driver: 'org.postgresql.Driver',
    user,
    ...(password === undefined ? {} : { password }),
    fetchsize: FETCH_SIZE,
    preferTimestampNTZ: 'true',
    pushDownPredicate: 'false',
    pushDownAggregate: 'false',
    pushDownLimit: 'false',
    pushDownOffset: 'false',
  };
  const catalog = `spark.sql.catalog.${CATALOG}`;
  return {
    [catalog]: 'org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog',
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [`${catalog}.${name}`, value]),
    ),
  };
}

/** The statement that makes a view of a table of the database, with the columns that are declared. */
export function databaseView({ name, columns }: Table, { schema }: SparkDatabase): string {
  const names = columns.map((column) => sparkName(column.name));
  const table = [CATALOG, schema, name].map(sparkName).join('.');
  return `CREATE TEMPORARY VIEW ${sparkName(name)} AS SELECT ${names.join(', ')} FROM ${table}`;
}

/** https://jdbc.postgresql.org/documentation/use/#connecting-to-the-database */
function jdbcUrl({ host, port, database, parameters = {} }: SparkDatabase): string {
  const address = host.includes(':') ? `[${host}]` : host;
  const query = new URLSearchParams(parameters).toString();
  const place = `jdbc:postgresql://${address}:${port}/${encodeURIComponent(database)}`;
  return query === '' ? place : `${place}?${query}`;
}
