import { open } from 'node:fs/promises';
import { DatabaseError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** What others than the owner may do with a file. */
const OF_OTHERS = 0o077;

/** In bytes. What is longer is no password file. */
const LONGEST = 1024 ** 2;

/** What a password is looked up by. */
export interface PasswordFor {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * Looks a password up in a file of lines `host:port:database:user:password`, as libpq does; `undefined`
 * where there is no file, or no line that fits.
 * https://www.postgresql.org/docs/current/libpq-pgpass.html
 *
 * @param path absolute
 * @throws DatabaseError when the file cannot be read, or others than its owner may read it.
 */
export async function passwordFromFile(
  path: string,
  wanted: PasswordFor,
): Promise<string | undefined> {
  try {
    const file = await open(path);
    try {
      const { mode, size } = await file.stat();
      if (process.platform !== 'win32' && (mode & OF_OTHERS) !== 0) throw wrongMode(path, mode);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, LONGEST)));
      return passwordIn(buffer.toString('utf8', 0, bytesRead), wanted);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new DatabaseError(
      {
        failed: `Could not read the password file ${path}`,
        got: wordsOf(error),
        advice: 'Let the user that runs this command read it, or set PGPASSWORD.',
      },
      { cause: error },
    );
  }
}

/**
 * The password of the first line that fits.
 *
 * @example
 * passwordIn('*:*:lake:ana:a\\:b', { host: 'h', port: 5432, database: 'lake', user: 'ana' }) // => 'a:b'
 */
export function passwordIn(
  text: string,
  { host, port, database, user }: PasswordFor,
): string | undefined {
  // A Unix socket is "localhost" there.
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) =>
      field.replace(/\\(.)/g, '$1'),
    );
    const fits = wanted.every((value, index) => ['*', value].includes(fields[index] ?? ''));
    if (fits) return fields[wanted.length];
  }
  return undefined;
}

function wrongMode(path: string, mode: number): DatabaseError {
  return new DatabaseError({
    expected: `${path} to have mode 600, so that only its owner reads it`,
    got: `mode ${(mode & 0o777).toString(8)}`,
    advice: 'Run "chmod 600" on the file.',
  });
}
