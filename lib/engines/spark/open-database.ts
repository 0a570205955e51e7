import { InputError } from '../../errors.ts';
import { useDatabase } from '../../postgres/database-state.ts';
import { passwordFromFile } from '../../postgres/passfile.ts';
import { PostgresConnection } from '../../postgres/postgres-connection.ts';
import type { PostgresSettings, TlsSettings } from '../../postgres/postgres-settings.ts';
import type { SparkDatabase } from './database-views.ts';

/**
 * Finds out how Spark reaches a database. It is connected to first, because its own errors say more than
 * those of Spark, and come sooner.
 *
 * @throws DatabaseError when it cannot be used; InputError when it is reached through a Unix socket.
 */
export async function openSparkDatabase(settings: PostgresSettings): Promise<SparkDatabase> {
  const { host, port, user, database, passfile, tls } = settings;
  if (host.startsWith('/')) {
    throw new InputError({
      expected: 'a database that Spark reaches over TCP, such as postgres://user@host/database',
      got: `the Unix socket in ${host}`,
      advice: 'Name the host in the URL: Java connects to no Unix socket.',
    });
  }
  const connection = await PostgresConnection.open(settings);
  try {
    const schema = await useDatabase(connection);
    const password = settings.password ?? (await passwordFromFile(passfile, settings));
    return { host, port, database, schema, user, password, parameters: tlsParameters(tls) };
  } finally {
    await connection.close();
  }
}

/** https://jdbc.postgresql.org/documentation/use/#connection-parameters */
function tlsParameters({
  mode,
  rootCertificate,
  certificate,
  key,
}: TlsSettings): Readonly<Record<string, string>> {
  return {
    sslmode: mode,
    ...(rootCertificate === undefined ? {} : { sslrootcert: rootCertificate }),
    ...(certificate === undefined ? {} : { sslcert: certificate }),
    ...(key === undefined ? {} : { sslkey: key }),
  };
}
