import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import { DatabaseError } from '../../lib/errors.ts';
import type { PostgresSettings } from '../../lib/postgres/postgres-settings.ts';
import { ofPeople, ofPets, somePeople } from '../contracts/destination-contract.ts';
import { aDatabase } from './a-database.ts';
import { PASSWORD, settingsAt, startAServer } from './a-server.ts';

/** The error of a delivery of one period. */
async function errorOf(settings: PostgresSettings): Promise<DatabaseError> {
  const destination = postgresDestination(settings);
  try {
    await destination.prepare([ofPeople, ofPets]);
    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'João' })]);
  } catch (error) {
    expect(error).toBeInstanceOf(DatabaseError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/João/);
    expect(String(error)).not.toContain(PASSWORD);
    return error as DatabaseError;
  } finally {
    await destination.close();
  }
  throw new Error('the delivery did not fail');
}

describe('a delivery is refused, before any row, by', () => {
  it.each([
    ['no such host', { host: 'no-such-host.invalid' }, /no such host \(ENOTFOUND\)/],
    ['no server', { port: 1 }, /nothing answers there \(ECONNREFUSED\)/],
    ['no such database', { database: 'nowhere' }, /no such database \(3D000\)/],
    ['no such user', { user: 'nobody' }, /wrong password \(28P01\)/],
    ['no such schema', { schema: 'nowhere' }, /Expected the schema nowhere .* got none/],
    ['no socket', { host: '/nowhere' }, /no server has a socket there \(ENOENT\)/],
    [
      'no encryption where it is required',
      { tls: { mode: 'require' } as const },
      /the server does not encrypt connections/,
    ],
  ])('%s', async (_, change, message) => {
    const { settings } = await aDatabase();
    const changed = Object.defineProperty({ ...settings, ...change }, 'password', {
      value: settings.password,
      enumerable: false,
    });

    expect((await errorOf(changed)).message).toMatch(message);
  });

  it('a wrong password', async () => {
    const { as } = await aDatabase();

    const { message } = await errorOf(as({ password: 'wrong-secret' }));

    expect(message).toMatch(/wrong password \(28P01\)\. Correct it in PGPASSWORD/);
    expect(message).not.toContain('wrong-secret');
  });

  it('a missing password', async () => {
    const { settings } = await aDatabase();

    const { message } = await errorOf({ ...settings });

    expect(message).toMatch(/^Expected a password for postgres:.*, got none\. Set PGPASSWORD/);
  });

  it.each(['LATIN1', 'SQL_ASCII'])('a database in %s', async (encoding) => {
    const { settings, ask } = await aDatabase({ encoding });

    expect((await errorOf(settings)).message).toMatch(
      new RegExp(`to be encoded in UTF8, got ${encoding}`),
    );
    expect(await ask("SELECT to_regclass('people')")).toEqual([[null]]);
  });

  it('a database that only reads', async () => {
    const { settings, ask } = await aDatabase();
    await ask(`ALTER DATABASE ${settings.database} SET default_transaction_read_only = on`);

    expect((await errorOf(settings)).message).toMatch(/got one that only reads, such as a replica/);
  });

  it('a replica', async () => {
    const server = await startAServer();
    onTestFinished(() => server.close());
    await server.stop();
    await writeFile(join(server.data, 'standby.signal'), '');
    const port = await server.restart();

    expect((await errorOf(settingsAt(port, 'postgres'))).message).toMatch(
      /got one that only reads, such as a replica/,
    );
  });
});

describe('a delivery is refused, before any row, without', () => {
  it('the right to create tables', async () => {
    const { guest, ask } = await aDatabase();
    // As it is since PostgreSQL 15.
    await ask('REVOKE CREATE ON SCHEMA public FROM PUBLIC');

    expect((await errorOf(guest)).message).toMatch(/the user may not do that \(42501\)\. Grant it/);
  });

  it('the right to add rows', async () => {
    const { settings, guest, ask } = await aDatabase();
    const owner = postgresDestination(settings);
    await owner.prepare([ofPeople, ofPets]);
    await owner.close();
    await ask(
      `GRANT SELECT, INSERT ON hourlake_deliveries TO ${guest.user}; GRANT INSERT ON pets TO ${guest.user}`,
    );

    const { message } = await errorOf(guest);

    expect(message).toMatch(/^Expected the right to add rows to the table people .*, got none/);
  });

  it('nothing else than the right to add rows, and to read the ledger', async () => {
    const { settings, guest, ask } = await aDatabase();
    const owner = postgresDestination(settings);
    await owner.prepare([ofPeople, ofPets]);
    await owner.close();
    await ask(
      `REVOKE CREATE ON SCHEMA public FROM PUBLIC;
       GRANT SELECT, INSERT ON hourlake_deliveries TO ${guest.user};
       GRANT INSERT ON people, pets TO ${guest.user}`,
    );

    const destination = postgresDestination(guest);
    await destination.prepare([ofPeople, ofPets]);
    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'João' })]);
    await destination.close();

    expect(await ask('SELECT name FROM people')).toEqual([['João']]);
  });
});
