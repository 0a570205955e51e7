import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SparkInstallation } from '../../lib/engines/spark/run-spark.ts';

/** The version that docs/spark.md names. */
const DRIVER = 'org.postgresql:postgresql:42.7.8';

const CACHE = resolve('node_modules/.cache/hourlake-jdbc');

/** Folder of the Spark that the Python package brings. */
export async function sparkHome(): Promise<string> {
  const { stdout } = await promisify(execFile)('python3', [
    '-c',
    'import pyspark; print(pyspark.__path__[0])',
  ]);
  return stdout.trim();
}

/** That Spark, on a machine in São Paulo, with two threads. */
export async function installedSpark(
  settings: Readonly<Record<string, string>> = {},
): Promise<SparkInstallation> {
  const home = await sparkHome();
  return {
    program: join(home, 'bin/spark-sql'),
    environment: sparkEnvironment(home),
    master: 'local[2]',
    settings: { 'spark.ui.enabled': 'false', 'spark.sql.shuffle.partitions': '2', ...settings },
  };
}

/** The environment of such a Spark, which listens on the loopback interface only. */
export function sparkEnvironment(home: string): Record<string, string | undefined> {
  return {
    ...process.env,
    SPARK_HOME: home,
    SPARK_LOCAL_IP: '127.0.0.1',
    TZ: 'America/Sao_Paulo',
  };
}

/** Path of the driver of PostgreSQL for Java, which Maven downloads once. */
export async function jdbcDriver(): Promise<string> {
  const [, artifact, version] = DRIVER.split(':');
  const path = join(CACHE, `${artifact}-${version}.jar`);
  if (!existsSync(path)) {
    await promisify(execFile)('mvn', [
      '--quiet',
      '--batch-mode',
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy',
      `-Dartifact=${DRIVER}`,
      `-DoutputDirectory=${CACHE}`,
    ]);
  }
  return path;
}
