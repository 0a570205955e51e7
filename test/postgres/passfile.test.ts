import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { passwordFromFile, passwordIn } from '../../lib/postgres/passfile.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const wanted = { host: 'db', port: 5432, database: 'coop', user: 'ana' };

describe('a password file', () => {
  it.each([
    ['db:5432:coop:ana:secret', 'secret'],
    ['# db:5432:coop:ana:no\n\nother:*:*:*:no\r\n*:*:*:ana:secret\r\ndb:*:*:*:late', 'secret'],
    ['db:5433:coop:ana:secret', undefined],
    ['db:5432:coop', undefined],
    ['*:*:*:*:a\\:b\\\\c', 'a:b\\c'],
    ['', undefined],
  ])('has the password of the first line that fits: %j', (text, password) => {
    expect(passwordIn(text, wanted)).toBe(password);
  });

  it('calls a Unix socket localhost', () => {
    expect(passwordIn('localhost:*:*:*:a', { ...wanted, host: '/run/postgresql' })).toBe('a');
  });

  it('need not be there, and is for its owner only', async () => {
    const path = join(await temporaryFolder(), 'pass');

    expect(await passwordFromFile(path, wanted)).toBeUndefined();
    await writeFile(path, '*:*:*:*:secret', { mode: 0o600 });
    expect(await passwordFromFile(path, wanted)).toBe('secret');
    await chmod(path, 0o640);
    await expect(passwordFromFile(path, wanted)).rejects.toThrow(
      /to have mode 600.*, got mode 640/,
    );
  });
});
