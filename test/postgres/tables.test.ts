import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresDestination } from '../../lib/destinations/postgres-destination.ts';
import type { Table } from '../../lib/model/table.ts';
import { bankAccounts } from '../../lib/tables/bank-accounts.ts';
import { cards } from '../../lib/tables/cards.ts';
import { members } from '../../lib/tables/members.ts';
import { movements } from '../../lib/tables/movements.ts';
import { ofPeople, ofPets, somePeople } from '../contracts/destination-contract.ts';
import { type ADatabase, aDatabase } from './a-database.ts';

function deliveredOf(table: Table) {
  return { lake: 'a', lakeName: './lake', job: table.name, table };
}

async function prepared(database: ADatabase, tables = [ofPeople, ofPets], schema?: string) {
  const destination = postgresDestination(
    schema === undefined ? database.settings : database.as({ schema }),
  );
  onTestFinished(() => destination.close());
  await destination.prepare(tables);
  return destination;
}

describe('a table is created', () => {
  it('as it is declared, with its keys and comments', async () => {
    const database = await aDatabase();

    await prepared(database, [members, bankAccounts, cards, movements].map(deliveredOf));

    expect(
      await database.ask(
        "SELECT column_name, data_type, numeric_precision, numeric_scale, is_nullable FROM information_schema.columns WHERE table_name = 'movimento' ORDER BY ordinal_position",
      ),
    ).toEqual([
      ['id', 'bigint', '64', '0', 'NO'],
      ['vlr_transacao', 'numeric', '10', '2', 'NO'],
      ['des_transacao', 'text', null, null, 'NO'],
      ['data_movimento', 'timestamp without time zone', null, null, 'NO'],
      ['id_cartao', 'bigint', '64', '0', 'NO'],
    ]);
    expect(
      await database.ask(
        "SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND conrelid::regclass::text IN ('associado', 'cartao') ORDER BY 1, 2",
      ),
    ).toEqual([
      ['associado', 'PRIMARY KEY (id)'],
      ['associado', 'UNIQUE (email)'],
      ['cartao', 'FOREIGN KEY (id_associado) REFERENCES associado(id)'],
      ['cartao', 'FOREIGN KEY (id_conta) REFERENCES conta(id)'],
      ['cartao', 'PRIMARY KEY (id)'],
      ['cartao', 'UNIQUE (num_cartao)'],
    ]);
    expect(
      await database.ask(
        "SELECT obj_description('movimento'::regclass), col_description('movimento'::regclass, 3)",
      ),
    ).toEqual([['Movements on cards, one row per movement', 'What it was']]);
  });

  it('in the schema that is named, whatever the name of the table', async () => {
    const database = await aDatabase();
    await database.ask('CREATE SCHEMA "Coop ""1"""');
    const odd = { ...ofPeople.table, name: `Sel"ect; '\\`, description: "It's `odd`; \\ '" };

    const destination = await prepared(database, [{ ...ofPeople, table: odd }], 'Coop "1"');
    await destination.deliver({ ...ofPeople, table: odd }, [
      somePeople('2026-11-20T13', { 1: 'Ana' }),
    ]);

    expect(await database.ask(`SELECT * FROM "Coop ""1"""."Sel""ect; '\\"`)).toEqual([
      ['1', 'Ana'],
    ]);
    expect(await database.ask("SELECT to_regclass('public.hourlake_deliveries')")).toEqual([
      [null],
    ]);
  });

  it('once by two first deliveries at the same time', async () => {
    const database = await aDatabase();

    const preparing = [1, 2, 3, 4].map(() => prepared(database));

    await expect(Promise.all(preparing)).resolves.toHaveLength(4);
  });

  it('together with all others, or not at all', async () => {
    const database = await aDatabase();
    // A table makes a type of its own name.
    await database.ask('CREATE DOMAIN pets AS integer');

    await expect(prepared(database)).rejects.toThrow(/\(42710\)/);

    expect(
      await database.ask("SELECT to_regclass('people'), to_regclass('hourlake_deliveries')"),
    ).toEqual([[null, null]]);
  });
});

describe('a table that is there is', () => {
  it.each([
    [
      'ALTER TABLE people ALTER name TYPE varchar(9)',
      'column name is character varying(9) NOT NULL in place of text NOT NULL',
    ],
    [
      'ALTER TABLE people ALTER name DROP NOT NULL',
      'column name is text in place of text NOT NULL',
    ],
    ['ALTER TABLE people DROP COLUMN name', 'no column name'],
    ['ALTER TABLE people ADD more int', 'a further column more'],
    ['ALTER TABLE people ADD UNIQUE (name)', 'a further unique name'],
    ['ALTER TABLE people DROP CONSTRAINT people_pkey CASCADE', 'no primary key id'],
    [
      'ALTER TABLE people DROP CONSTRAINT people_pkey CASCADE, ADD PRIMARY KEY (id, name)',
      'no primary key id; a further primary key id, name',
    ],
    [
      'DROP TABLE people CASCADE; CREATE VIEW people AS SELECT 1::bigint AS id',
      'it is not a table',
    ],
  ])('refused with the difference: %s', async (change, difference) => {
    const database = await aDatabase();
    await prepared(database);
    await database.ask(change);

    await expect(prepared(database)).rejects.toThrow(
      `to have the form that is declared, got ${difference}. Nothing was delivered.`,
    );
  });

  it('refused without its reference', async () => {
    const database = await aDatabase();
    await prepared(database);
    await database.ask('ALTER TABLE pets DROP CONSTRAINT pets_owner_fkey');

    await expect(prepared(database)).rejects.toThrow('got no foreign key owner. Nothing');
  });

  it('taken with its columns in another order', async () => {
    const database = await aDatabase();
    await database.ask('CREATE TABLE people (name text NOT NULL, id bigint PRIMARY KEY)');
    const destination = await prepared(database);

    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);

    expect(await database.ask('SELECT name, id FROM people')).toEqual([['Ana', '1']]);
  });

  it('not created anew when it is gone after periods were delivered', async () => {
    const database = await aDatabase();
    const destination = await prepared(database);
    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);
    await database.ask('DROP TABLE people CASCADE; DROP TABLE pets');

    await expect(prepared(database)).rejects.toThrow(
      'got no such table. Restore it. To deliver all periods again, remove the rows of people from hourlake_deliveries.',
    );
  });

  it('refused as a ledger when it is another one', async () => {
    const database = await aDatabase();
    await database.ask('CREATE TABLE hourlake_deliveries (id bigint)');

    await expect(prepared(database)).rejects.toThrow('Rename the table');
  });

  it('protected from what others put into the search path', async () => {
    const database = await aDatabase();
    await database.ask(`CREATE SCHEMA evil; CREATE TABLE evil.people (id bigint, name text);
      ALTER DATABASE ${database.settings.database} SET search_path = public, evil`);
    const destination = await prepared(database);

    await destination.deliver(ofPeople, [somePeople('2026-11-20T13', { 1: 'Ana' })]);

    expect(await database.ask('SELECT count(*) FROM public.people')).toEqual([['1']]);
    expect(await database.ask('SELECT count(*) FROM evil.people')).toEqual([['0']]);
  });
});
