import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hourlake } from '../../run-hourlake.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const SHOP = resolve('test/schemas/sql/shop.sql');

describe('hourlake schema', () => {
  it('prints the fields of a table by path, with their rules', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'a.sql');
    await writeFile(
      file,
      `CREATE TABLE a (
        id int PRIMARY KEY, kind text CHECK (kind IN ('x', 'y')), b_id int REFERENCES b (id),
        price numeric(10, 2) CHECK (price > 0), CHECK (length(kind) < id), UNIQUE (kind, price)
      )`,
    );

    const run = await hourlake(['schema', file]);

    expect(run.stderr).toBe('');
    expect(run.stdout).toBe(`a, 4 fields
┌───────┬──────────────────┬──────────┬───────┐
│ field │ type             │ mode     │ rules │
├───────┼──────────────────┼──────────┼───────┤
│ id    │ integer(32 bits) │ required │ key   │
│ kind  │ string           │ nullable │ x | y │
│ b_id  │ integer(32 bits) │ nullable │ → b   │
│ price │ decimal(10,2)    │ nullable │ > 0   │
└───────┴──────────────────┴──────────┴───────┘
unique: kind, price
note: A CHECK is ignored: length(kind) < id
`);
  });

  it('prints nested fields, and a thousand of them', async () => {
    const folder = await temporaryFolder();
    const fields = Array.from({ length: 1000 }, (_, number) => ({
      name: `r${number}`,
      type: 'RECORD',
      fields: [{ name: 'inner', type: 'DATE' }],
    }));
    await writeFile(join(folder, 'wide.json'), JSON.stringify(fields));

    const run = await hourlake(['schema', join(folder, 'wide.json')]);

    expect(run.stdout).toMatch(/^wide, 2,000 fields\n/);
    expect(run.stdout).toContain('│ r999.inner │ date   │ nullable │');
  });

  it('prints JSON, and the tables of a folder in an order in which they can be filled', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'a.sql'), 'CREATE TABLE a (b_id int REFERENCES b (id));');
    await writeFile(join(folder, 'b.sql'), 'CREATE TABLE b (id int PRIMARY KEY);');
    await writeFile(join(folder, 'notes.md'), 'No schema');

    const run = await hourlake(['schema', folder, '--json']);

    const tables: { name: string }[] = JSON.parse(run.stdout);
    expect(tables.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('writes models into one file, or into a folder with one for each table', async () => {
    const folder = await temporaryFolder();

    const one = await hourlake(['schema', SHOP, '--models', join(folder, 'shop.ts')]);
    const all = await hourlake(['schema', SHOP, '--models', join(folder, 'models')]);
    const again = await hourlake(['schema', SHOP, '--models', join(folder, 'models')]);

    expect([one.code, all.code, again.code]).toEqual([0, 0, 0]);
    expect((await readdir(join(folder, 'models'))).sort()).toEqual([
      'customer.ts',
      'item.ts',
      'order.ts',
    ]);
    const text = await readFile(join(folder, 'shop.ts'), 'utf8');
    for (const name of ['Customer', 'Item', 'Order']) {
      expect(text).toContain(`export interface ${name} {`);
    }
  });

  it('overwrites models, and no other file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'models', 'item.ts'), 'export const mine = 1;\n');

    const run = await hourlake(['schema', SHOP, '--models', join(folder, 'models')]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('item.ts to be a new file');
    expect(await readdir(join(folder, 'models'))).toEqual(['item.ts']);
  });

  it.each([
    ['a file that is not there', 'nowhere.sql', 'Expected to read schemas from nowhere.sql'],
    ['an empty folder', '.', 'Expected a source with tables, got one that has none'],
    ['another scheme', 'mysql://ana:secret@host/db', 'got "mysql://host/db"'],
    ['a part that is missing', 'bigquery://project', 'Expected a file, a folder, postgres://'],
    [
      'a table that is not there',
      `${SHOP}#ordre`,
      'Did you mean "order"? It has customer, order, item.',
    ],
  ])('refuses %s', async (_, source, words) => {
    const run = await hourlake(['schema', source]);

    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(words);
    expect(run.stderr).not.toContain('secret');
  });

  it('refuses tables of which none can be filled first', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'a.sql'),
      `CREATE TABLE a (b int NOT NULL REFERENCES b (id));
      CREATE TABLE b (id int, a int NOT NULL REFERENCES a (b));`,
    );

    const run = await hourlake(['schema', join(folder, 'a.sql')]);

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('a cycle of required foreign keys: a → b → a');
  });
});
