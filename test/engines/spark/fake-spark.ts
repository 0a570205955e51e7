import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SparkInstallation } from '../../../lib/engines/spark/run-spark.ts';

/** Finds the script and the folder of the result among the arguments, as `$script` and `$out`. */
const PREAMBLE = `#!/bin/sh
here=$(dirname "$0")
printf '%s\\n' "$@" > "$here/arguments"
for script in "$@"; do :; done
cat "$script" > "$here/script"
out=$(sed -n "s|.*LOCATION 'file://\\([^']*\\)'.*|\\1|p" "$script")
`;

/** What a Spark that succeeds does: two parts with a line each, and what Hadoop leaves beside them. */
export const WRITES_TWO_PARTS = `
mkdir "$out"
echo one > "$out/part-00000.csv"
echo two > "$out/part-00001.csv"
echo sum > "$out/.part-00000.csv.crc"
: > "$out/_SUCCESS"
`;

/**
 * Writes a program that stands in for `spark-sql`. It leaves its arguments and its script in files of
 * these names beside it.
 *
 * @param does a script for `sh`
 */
export async function fakeSpark(folder: string, does: string): Promise<SparkInstallation> {
  const program = join(folder, 'spark-sql');
  await writeFile(program, `${PREAMBLE}${does}\n`);
  await chmod(program, 0o755);
  return { program, environment: process.env };
}
