import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../lib/errors.ts';

/** The files of Evidence that start DuckDB: in the reader's browser, and in the build. */
const STARTERS = [
  'node_modules/@evidence-dev/universal-sql/src/client-duckdb/browser.js',
  'node_modules/@evidence-dev/universal-sql/src/client-duckdb/node.js',
];

/** Settings of DuckDB 1.1 and later. The version that reads Parquet without a network does not know them. */
const SETTINGS = [
  "await connection.query('SET ieee_floating_point_ops = false;');",
  "await connection.query('SET old_implicit_casting = true;');",
];

/** Stands where a setting was, so that a second run sees that nothing is left to do. */
const REMOVED = '// Removed by dashboard/scripts/offline-duckdb.ts:';

/**
 * Removes two lines from Evidence, in `node_modules`. Evidence 40 is made for duckdb-wasm 1.32, which downloads
 * its extension for Parquet, in the build and in the reader's browser. `package.json` pins 1.28.0 instead,
 * which includes Parquet, but refuses the two settings that these lines make. They restore the behaviour of
 * older versions, which 1.28.0 has anyway. A second run changes nothing.
 *
 * @param dashboard the folder of the dashboard
 * @throws InputError when a file of Evidence is missing or has other lines.
 */
export async function useOfflineDuckDb(dashboard: string): Promise<void> {
  for (const name of STARTERS) {
    const file = join(dashboard, name);
    const text = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new InputError(
        {
          expected: `Evidence in ${file}`,
          got: 'no such file',
          advice: 'Run "npm ci" in dashboard/ first.',
        },
        { cause },
      );
    });
    const patched = SETTINGS.reduce((before, line) => withoutSetting(before, line, name), text);
    if (patched === text) continue;
    // By a rename: the file may be shared with another folder by a hard link.
    await writeFile(`${file}.new`, patched);
    await rename(`${file}.new`, file);
  }
}

function withoutSetting(text: string, line: string, file: string): string {
  if (text.includes(`${REMOVED} ${line}`)) return text;
  if (text.split(line).length !== 2) {
    throw new InputError({
      expected: `the line ${line} in ${file}`,
      got: 'another text',
      advice:
        'This version of Evidence starts DuckDB in another way. Install the versions of package-lock.json with "npm ci", or adapt dashboard/scripts/offline-duckdb.ts: docs/dashboard.md says what it is for.',
    });
  }
  return text.replace(line, `${REMOVED} ${line}`);
}
