import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readPostgresSchemas } from '../../lib/schemas/postgres-schema.ts';
import type { TableSchema } from '../../lib/schemas/table-schema.ts';
import { comparable, tablesOfFile } from './read-sql.ts';

/** What PostgreSQL 15 says of `sql/shop.sql`; `sql/shop-dumped.sql` is pg_dump's text of the same. */
async function inPostgres(options: { table?: string } = {}): Promise<TableSchema[]> {
  const rows: unknown[] = JSON.parse(
    await readFile('test/schemas/shop-in-postgres-15.json', 'utf8'),
  );
  return readPostgresSchemas(async () => rows.map((row) => JSON.stringify(row)), {
    from: 'postgres://ana@localhost/shop',
    ...options,
  });
}

describe('a schema of PostgreSQL', () => {
  it('says the same from the catalog, from the statements that made it, and from its dump', async () => {
    const read = comparable(await inPostgres());

    expect(comparable(await tablesOfFile('shop.sql'))).toEqual(read);
    expect(comparable(await tablesOfFile('shop-dumped.sql'))).toEqual(read);
  });

  it('has keys, values, ranges, lengths, arrays, and what the database fills', async () => {
    const [order] = await inPostgres({ table: 'order' });

    const byName = Object.fromEntries((order?.fields ?? []).map((field) => [field.name, field]));
    expect(byName).toMatchObject({
      id: { type: 'integer', bits: 32, mode: 'required', filledBy: 'identity' },
      state: { type: 'string', values: ['new', 'paid', "it's gone"], mode: 'required' },
      history: { values: ['new', 'paid', "it's gone"], mode: 'repeated' },
      total: { type: 'decimal', min: { value: '0' }, max: { value: '100000', exclusive: true } },
      stars: { min: { value: '1' }, max: { value: '5' } },
      window_of: { type: 'range', rangeOf: 'timestamp' },
      net: { filledBy: 'expression' },
    });
    expect(order).toMatchObject({
      primaryKey: ['id'],
      unique: [['customer_id', 'placed_on']],
      foreignKeys: [{ fields: ['customer_id'], references: { table: 'customer', fields: ['id'] } }],
    });
  });

  it('says which conditions it ignores', async () => {
    const notes = (await inPostgres()).flatMap((table) => table.notes ?? []);

    expect(notes).toEqual([
      "A CHECK of the domain of cep is ignored: (VALUE ~ '^[0-9]{8}$'::text)",
    ]);
  });
});
