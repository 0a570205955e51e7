import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postgresSettings } from '../../lib/postgres/postgres-settings.ts';
import { parsePostgresUrl } from '../../lib/postgres/postgres-url.ts';

function settingsOf(url: string, environment: Record<string, string> = {}) {
  return postgresSettings(parsePostgresUrl(url), {
    environment,
    resolvePath: (path) => `/here/${path}`,
    userName: () => 'me',
    passfile: () => '/home/me/.pgpass',
  });
}

describe('the URL of a database', () => {
  it.each([
    ['postgres://', { host: 'localhost', port: 5432, user: 'me', database: 'me' }],
    [
      'postgresql://ana@db.example:6432/coop',
      { host: 'db.example', port: 6432, user: 'ana', database: 'coop' },
    ],
    ['postgres://ana@/coop', { host: 'localhost', user: 'ana', database: 'coop' }],
    [
      'postgres:///coop?host=/var/run/postgresql',
      { host: '/var/run/postgresql', database: 'coop' },
    ],
    ['postgres://%2Fvar%2Frun/coop', { host: '/var/run', database: 'coop' }],
    [
      'postgres://[::1]:5433/coop',
      { host: '::1', port: 5433, name: 'postgres://me@[::1]:5433/coop' },
    ],
    [
      'postgres://a%40b:c%3Ad@h/d%2Fe?schema=S',
      { user: 'a@b', password: 'c:d', database: 'd/e', schema: 'S' },
    ],
  ])('says where it is, and the rest is as libpq has it: %s', (url, expected) => {
    const settings = settingsOf(url);

    expect({ ...settings, password: settings.password }).toMatchObject(expected);
  });

  it('is completed by the environment', () => {
    const settings = settingsOf('postgres://', {
      PGHOST: 'db',
      PGPORT: '1',
      PGUSER: 'ana',
      PGDATABASE: 'coop',
      PGPASSWORD: 'secret',
      PGPASSFILE: 'pass',
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: 'ca.pem',
      PGCONNECT_TIMEOUT: '3',
    });

    expect(settings).toMatchObject({
      name: 'postgres://ana@db:1/coop',
      passfile: '/here/pass',
      tls: { mode: 'verify-full', rootCertificate: '/here/ca.pem' },
      connectTimeout: 3,
    });
    expect(settings.password).toBe('secret');
    expect(JSON.stringify(settings)).not.toContain('secret');
  });

  it.each([
    ['postgres://a:secret@h:0/d', /got the port 0/],
    ['postgres://a:secret@h:99999/d', /got \d+ characters/],
    ['postgres://a:secret@h/d#x', /got \d+ characters/],
    ['postgres://a:%zz@h/d', /a % that encodes no character/],
    ['postgres://a:secret@h/d?ssl_mode=require', /Did you mean "sslmode"/],
    ['postgres://a:secret@h/d?sslmode=allow', /Use prefer/],
    ['postgres://a:secret@h/d?sslmode=on', /to be one of disable/],
    ['postgres://a:secret@h/d?connect_timeout=-1', /a whole number from 1/],
    ['http://a:secret@h/d', /got \d+ characters/],
  ])('is refused, and its password not repeated: %s', (url, message) => {
    expect(() => settingsOf(url)).toThrow(message);
    expect(() => settingsOf(url)).not.toThrow(/secret/);
  });

  it('never ends up in a name with its password', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (any) => {
        const password = `#${any.toWellFormed()}`;
        const settings = settingsOf(`postgres://ana:${encodeURIComponent(password)}@h/d`);

        expect(settings.password).toBe(password);
        expect(settings.name).toBe('postgres://ana@h:5432/d');
      }),
    );
  });
});
