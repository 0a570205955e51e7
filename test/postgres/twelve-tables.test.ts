import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { postgresLoader } from '../../lib/destinations/postgres-loader.ts';
import type { Field, TableSchema } from '../../lib/schemas/table-schema.ts';
import { tablesInOrder } from '../../lib/schemas/tables-in-order.ts';
import { rowsOf } from '../contracts/rows-of.ts';
import { aDatabase } from './a-database.ts';
import { readSchemas } from './read-schemas.ts';

async function twelveTables() {
  const database = await aDatabase();
  await database.ask(await readFile('test/postgres/twelve-tables.sql', 'utf8'));
  return { database, schemas: await readSchemas(database.settings) };
}

/**
 * What is lost in a table that is made from a schema: a default and an expression, so that the column may be
 * NULL unless it is a key, and the words of a list, which become a condition that is not read.
 */
function asCreated({ filledBy, values, ...field }: Field, isKey: boolean): Field {
  const isFilled = filledBy === 'default' || filledBy === 'expression';
  const mayBeNull = isFilled && field.mode === 'required' && !isKey;
  return {
    ...field,
    ...(mayBeNull ? { mode: 'nullable' } : {}),
    ...(filledBy === 'identity' ? { filledBy } : {}),
    ...(values === undefined || field.mode === 'repeated' ? {} : { values }),
  };
}

function inOrder(tables: readonly TableSchema[]): TableSchema[] {
  const sorted = (lists: readonly (readonly string[])[]) => [...lists].sort();
  return tables.map(({ unique, ...table }) => ({
    ...table,
    ...(unique === undefined ? {} : { unique: sorted(unique) }),
    foreignKeys: [...(table.foreignKeys ?? [])].sort((one, other) =>
      String(one.fields) < String(other.fields) ? -1 : 1,
    ),
  }));
}

describe('twelve tables of PostgreSQL', () => {
  it('are read with keys, unique indexes, words, ranges and what the database fills', async () => {
    const { schemas } = await twelveTables();
    const byName = new Map(schemas.map((table) => [table.name, table]));

    expect(schemas).toHaveLength(12);
    expect(schemas.flatMap(({ notes = [] }) => notes)).toEqual([]);
    expect(byName.get('pagamento')?.fields).toContainEqual(
      expect.objectContaining({ name: 'vlr_troco', atMost: { field: 'vlr_pago' } }),
    );
    expect(byName.get('funcionario')?.unique).toEqual([['nom_funcionario', 'dat_admissao']]);
    expect(byName.get('pedido')).toMatchObject({
      primaryKey: ['id_pedido'],
      foreignKeys: [
        {
          fields: ['id_cliente', 'num_ordem_entrega'],
          references: { table: 'endereco', fields: ['id_cliente', 'num_ordem'] },
        },
        { fields: ['id_vendedor'], references: { table: 'funcionario' } },
      ],
    });
    const filled = schemas.flatMap(({ name, fields }) =>
      fields.flatMap((field) =>
        field.filledBy ? [`${name}.${field.name} ${field.filledBy}`] : [],
      ),
    );
    expect(filled).toEqual([
      'categoria.id_categoria identity',
      'cidade.id_cidade identity',
      'cliente.id_cliente identity',
      'cliente.flg_ativo default',
      'cliente.dth_cadastro default',
      'funcionario.id_funcionario identity',
      'pedido.id_pedido identity',
      'pedido.sit_pedido default',
      'pedido.dat_emissao default',
      'pedido.vlr_frete default',
      'pedido.vlr_total expression',
      'produto.id_produto default',
      'produto.tip_porte default',
      'produto.lis_cores default',
      'promocao.id_promocao identity',
    ]);
  });

  it('are the same after they were created in an empty database from what was read', async () => {
    const { schemas } = await twelveTables();
    const copy = await aDatabase();
    const loader = postgresLoader(copy.settings);

    await loader.load(tablesInOrder(schemas).map((table) => rowsOf(table, [])));
    await loader.close();

    const created = (await readSchemas(copy.settings))
      .filter(({ name }) => !name.startsWith('hourlake'))
      .map(({ notes, ...table }) => table);
    const expected = schemas.map(({ notes, partitionedBy, ...table }) => ({
      ...table,
      fields: table.fields.map((field) =>
        asCreated(field, table.primaryKey?.includes(field.name) === true),
      ),
    }));
    expect(inOrder(created)).toEqual(inOrder(expected));
  });
});
